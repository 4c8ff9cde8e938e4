package io.retaillake.pipelines.dbt;

import io.retaillake.pipelines.experiment.AnalyzeExperiment;
import io.retaillake.pipelines.features.BuildUserFeatures;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.segments.SegmentCustomers;
import io.retaillake.pipelines.simulate.SimulatedRecord;
import io.retaillake.pipelines.simulate.SimulatedRecord.Kind;
import io.retaillake.pipelines.simulate.Simulation;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.stream.StreamPipeline;
import io.retaillake.pipelines.value.EstimateCustomerValue;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.maintenance.ReconcileSilver;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * A simulated shop whose events come in two parts, by Kafka and the stream, to a lakehouse. The
 * second part repeats events of the first, and corrects some.
 */
final class Shop implements AutoCloseable {

  private static final String TOPIC = "retail-events";
  private static final int PARTITIONS = 2;
  private static final long EVENTS = 2_400;
  private static final long FIRST_PART = 2_000;
  private static final int LAST_EVENTS = 40;
  private static final BigDecimal TWO = new BigDecimal("2");

  private final RetailEventCodec codec = RetailEventCodec.create();
  private final Path lakehouse;
  private final LocalKafka kafka;
  private final Simulation simulation =
      Simulation.of(
          SimulationOptions.defaults()
              .withEvents(EVENTS)
              .withPartitions(PARTITIONS)
              .withDuplicateShare(0.1));
  // The last events of the first part: not older than the stream remembers ids.
  private final Deque<SimulatedRecord> latest = new ArrayDeque<>();

  Shop(Path lakehouse) throws Exception {
    this.lakehouse = lakehouse;
    this.kafka = LocalKafka.start(LocalKafkaOptions.temporary());
    kafka.createTopic(TOPIC, PARTITIONS);
  }

  /** Streams the first part. */
  void open() throws Exception {
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      for (long sent = 0; sent < FIRST_PART; sent++) {
        SimulatedRecord record = simulation.next();
        send(sender, record.partition(), record.key(), record.value());
        if (record.kind() == Kind.NORMAL) {
          latest.addLast(record);
          if (latest.size() > LAST_EVENTS) {
            latest.removeFirst();
          }
        }
      }
      sender.finish();
    }
    stream();
  }

  /** A condition on bronze: records that are not on the topic yet. */
  String isNew() {
    try (Topics topics = Topics.at(kafka.bootstrapServers())) {
      return topics.endOffsets(TOPIC).entrySet().stream()
          .map(
              end -> "kafka_partition = " + end.getKey() + " and kafka_offset >= " + end.getValue())
          .collect(Collectors.joining(" or "));
    }
  }

  /**
   * Streams the second part, with the last events of the first again, those that moved money with
   * twice the revenue.
   */
  void goOn() throws Exception {
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      for (SimulatedRecord record : latest) {
        RetailEvent event = codec.decode(record.value());
        if (event.getRevenue() != null && event.getRevenue().signum() != 0) {
          event = event.toBuilder().setRevenue(event.getRevenue().multiply(TWO)).build();
        }
        send(sender, record.partition(), record.key(), codec.encode(event));
      }
      while (simulation.hasNext()) {
        SimulatedRecord record = simulation.next();
        send(sender, record.partition(), record.key(), record.value());
      }
      sender.finish();
    }
    stream();
  }

  /** Brings the corrections to silver. */
  void reconcile() {
    new ReconcileSilver(lakehouse.toString()).run();
  }

  /** Builds the customers' tables of what was streamed. */
  void buildFeatures() throws Exception {
    BuildUserFeatures.run("--runner=DirectRunner", "--lakehouse=" + lakehouse);
  }

  /** Says what the customers are worth and who they are, and analyzes a test with them. */
  void model() throws Exception {
    String[] place = {"--lakehouse=" + lakehouse, "--tracking=" + lakehouse.resolveSibling("runs")};
    EstimateCustomerValue.run(place);
    SegmentCustomers.run(place);
    AnalyzeExperiment.run(place);
  }

  private static void send(EventSender sender, int partition, String key, byte[] value) {
    sender.send(partition, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private void stream() throws Exception {
    StreamPipeline.run(
        "--runner=DirectRunner",
        "--bootstrapServers=" + kafka.bootstrapServers(),
        "--topic=" + TOPIC,
        "--lakehouse=" + lakehouse,
        "--untilNow=true");
  }

  @Override
  public void close() {
    kafka.close();
  }
}
