package io.retaillake.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.transforms.kafka.BatchByPartition;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.ReadEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bounded read brings what lies between its offsets, each record once, however it is done. */
class ReadEventsIT {

  private static final String TOPIC = "numbers";
  private static final long FIRST_MILLIS = 1_700_000_000_000L;

  private static LocalKafka kafka;

  @BeforeAll
  static void threePartitionsOfWhichOneIsLongAndOneIsEmpty() throws Exception {
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
    kafka.createTopic(TOPIC, 3);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      send(producer, 0, 12_000);
      send(producer, 1, 7);
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  static Stream<Arguments> waysToRead() {
    return Stream.of(
        Arguments.of("by offsets", (UnaryOperator<ReadEvents>) read -> read),
        Arguments.of("in turns", (UnaryOperator<ReadEvents>) ReadEvents::inTurns));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToRead")
  void eachRecordBetweenTheOffsetsComesOnceInAFrameStampedWithItsLeastEventTime(
      String name, UnaryOperator<ReadEvents> way) {
    ReadEvents read =
        ReadEvents.from(
            kafka.bootstrapServers(),
            TOPIC,
            Map.of(0, 3L, 1, 0L, 2, 0L),
            (value, brokerMillis) -> Long.parseLong(new String(value, UTF_8)),
            Duration.ZERO);

    try (CollectedRows<String> rows = new CollectedRows<>()) {
      Pipeline pipeline =
          Pipeline.create(
              PipelineOptionsFactory.fromArgs("--experiments=use_deprecated_read").create());
      pipeline
          .apply(way.apply(read).upTo(Map.of(0, 11_990L, 1, 5L, 2, 0L)))
          .apply(BatchByPartition.create())
          .apply(ParDo.of(new TellFn()))
          .apply(rows.sink());
      pipeline.run().waitUntilFinish();

      assertThat(rows.rows())
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(expected(0, 3, 11_990), expected(1, 0, 5)).toList());
    }
  }

  @Test
  void aReadWithoutEndThatLeavesOutAPartitionOfItsTopicFails() {
    ReadEvents read =
        ReadEvents.from(
            kafka.bootstrapServers(),
            TOPIC,
            Map.of(0, 0L, 1, 0L),
            (value, brokerMillis) -> brokerMillis,
            Duration.ZERO);
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs("--experiments=use_deprecated_read").create());
    pipeline.apply(read);

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining("topic numbers has 3 partitions now, but only 2 are read")
        .hasStackTraceContaining("start again from the tables");
  }

  private static void send(KafkaProducer<String, String> producer, int partition, int records) {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(TOPIC, partition, "key", Long.toString(FIRST_MILLIS + i)));
    }
  }

  private static Stream<String> expected(int partition, int start, int stop) {
    return IntStream.range(start, stop)
        .mapToObj(offset -> line(partition, offset, "key", FIRST_MILLIS + offset));
  }

  private static String line(int partition, long offset, String key, long eventMillis) {
    return String.join(
        " ",
        List.of(
            Integer.toString(partition), Long.toString(offset), key, Long.toString(eventMillis)));
  }

  private static final class TellFn extends DoFn<KV<String, Frame>, String> {
    @ProcessElement
    public void processElement(
        @Element KV<String, Frame> frame,
        @Timestamp Instant timestamp,
        OutputReceiver<String> out) {
      Frame.Cursor record = frame.getValue().cursor();
      while (record.advance()) {
        long eventMillis = Long.parseLong(new String(record.value(), UTF_8));
        if (record.index() == 0) {
          assertThat(timestamp.getMillis()).isEqualTo(eventMillis);
        }
        out.output(
            line(
                frame.getValue().partition(),
                record.offset(),
                new String(record.key(), UTF_8),
                eventMillis));
      }
    }
  }
}
