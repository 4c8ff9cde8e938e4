package io.retaillake.transforms.kafka;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaSourceDescriptor;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic by KafkaIO, each partition from a given offset on: without end, or {@linkplain
 * #upTo up to} given offsets.
 *
 * <p>Out: the records, each partition in order, in {@linkplain FramedRecords frames}. A record's
 * time is its event time or its partition's watermark, whichever is later, so that none is late on
 * its way; a frame carries the least of its records. The watermark is the least over all partitions
 * of a partition's highest event time less the allowed out-of-orderness. In an unbounded read, a
 * partition that is idle or empty follows the clock and does not hold the others back.
 *
 * <p>Which partitions are read is settled here, by the start offsets. Should the topic get more, an
 * unbounded read fails within some ten seconds, rather than leave them unread: it has to be planned
 * anew, with offsets for them too.
 *
 * <p>No consumer group is used and no offset committed: where to start is the caller's to say, a
 * checkpoint's to remember, and the tables' to prove. An unbounded read is drained by stopping the
 * source; a bounded one ends by itself.
 */
@AutoValue
public abstract class ReadEvents
    extends PTransform<PBegin, PCollection<KafkaRecord<byte[], byte[]>>> {

  /** How long until partitions that were added to the topic are noticed. */
  private static final int METADATA_MAX_AGE_MILLIS = 10_000;

  /** What ends a read up to stop offsets. */
  enum BoundedBy {
    WATERMARK,
    OFFSETS,
    TURNS
  }

  abstract String bootstrapServers();

  abstract String topic();

  abstract ImmutableMap<Integer, Long> startOffsets();

  abstract Optional<ImmutableMap<Integer, Long>> stopOffsets();

  abstract BoundedBy boundedBy();

  abstract RecordTime recordTime();

  abstract Duration outOfOrderness();

  abstract Duration settling();

  abstract Duration idleAfter();

  abstract boolean eachPartitionAsked();

  abstract ImmutableMap<String, Object> consumerConfig();

  abstract Builder toBuilder();

  /** Reads the topic's partitions from these offsets on, without end. */
  public static ReadEvents from(
      String bootstrapServers,
      String topic,
      Map<Integer, Long> startOffsets,
      RecordTime recordTime,
      Duration outOfOrderness) {
    checkArgument(!startOffsets.isEmpty(), "there is no partition to read");
    return new AutoValue_ReadEvents.Builder()
        .setBootstrapServers(bootstrapServers)
        .setTopic(topic)
        .setStartOffsets(ImmutableMap.copyOf(startOffsets))
        .setStopOffsets(Optional.empty())
        .setBoundedBy(BoundedBy.OFFSETS)
        .setRecordTime(recordTime)
        .setOutOfOrderness(outOfOrderness)
        .setSettling(Duration.ZERO)
        .setIdleAfter(Duration.ofSeconds(5))
        .setEachPartitionAsked(true)
        .setConsumerConfig(ImmutableMap.of())
        .build();
  }

  /** Ends before these offsets; there must be one for each partition that is read. */
  public ReadEvents upTo(Map<Integer, Long> stopOffsets) {
    checkArgument(
        stopOffsets.keySet().containsAll(startOffsets().keySet()),
        "each partition that is read needs an offset to stop at");
    return toBuilder().setStopOffsets(Optional.of(ImmutableMap.copyOf(stopOffsets))).build();
  }

  /**
   * Reads up to the stop offsets by the source that else reads without end: for runners that end
   * such a source when its watermark has come to the end of time, as Flink does.
   */
  public ReadEvents continuously() {
    return toBuilder().setBoundedBy(BoundedBy.WATERMARK).build();
  }

  /**
   * Reads up to the stop offsets in turns of thousands of records a partition: for the
   * DirectRunner, which takes no more than 100 at a time otherwise. Only for runners that never
   * split a turn under way.
   */
  public ReadEvents inTurns() {
    return toBuilder().setBoundedBy(BoundedBy.TURNS).build();
  }

  /**
   * How much longer the watermark of a bounded read stays behind (not at all). Such a read moves
   * through event time much faster than the clock, and what is late but still counts can be
   * overtaken on its way by the watermark on runners that do not keep the two in order. With the
   * longest time for which an event can still count, nothing that counts is ever behind the
   * watermark.
   */
  public ReadEvents withSettling(Duration settling) {
    return toBuilder().setSettling(settling).build();
  }

  /** How long a partition without records counts as awake (5 s). */
  public ReadEvents withIdleAfter(Duration idleAfter) {
    return toBuilder().setIdleAfter(idleAfter).build();
  }

  /**
   * Lets partitions that one thread reads hold the watermark for those among them that had no
   * record yet: for Flink, which asks a partition for its watermark only after its first one.
   */
  public ReadEvents withWatermarkHeldForTheSilent() {
    return toBuilder().setEachPartitionAsked(false).build();
  }

  /** Further settings of the Kafka consumer, such as those of TLS. */
  public ReadEvents withConsumerConfig(Map<String, Object> config) {
    return toBuilder().setConsumerConfig(ImmutableMap.copyOf(config)).build();
  }

  @Override
  public PCollection<KafkaRecord<byte[], byte[]>> expand(PBegin begin) {
    if (stopOffsets().isEmpty()) {
      return continuously(begin);
    }
    return switch (boundedBy()) {
      case WATERMARK -> continuously(begin);
      case OFFSETS -> byOffsets(begin);
      case TURNS -> inTurns(begin);
    };
  }

  private PCollection<KafkaRecord<byte[], byte[]>> continuously(PBegin begin) {
    Map<Integer, Long> stop = stopOffsets().orElse(ImmutableMap.of());
    List<TopicPartition> partitions = new ArrayList<>();
    startOffsets().keySet().forEach(p -> partitions.add(new TopicPartition(topic(), p)));
    return begin.apply(
        "ReadContinuously",
        KafkaIO.<byte[], byte[]>read()
            .withBootstrapServers(bootstrapServers())
            .withTopicPartitions(partitions)
            .withKeyDeserializerAndCoder(ByteArrayDeserializer.class, ByteArrayCoder.of())
            .withValueDeserializerAndCoder(ByteArrayDeserializer.class, ByteArrayCoder.of())
            .withConsumerConfigUpdates(
                Map.of(
                    ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                    METADATA_MAX_AGE_MILLIS,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    FramedRecords.RECORDS_A_FRAME))
            .withConsumerConfigUpdates(consumerConfig())
            .withConsumerFactoryFn(new PositionedConsumers(startOffsets(), stop))
            .withTimestampPolicyFactory(
                new EventTimePolicy.Factory(
                    recordTime(),
                    outOfOrderness(),
                    idleAfter(),
                    startOffsets(),
                    stop,
                    eachPartitionAsked())));
  }

  private PCollection<KafkaRecord<byte[], byte[]>> byOffsets(PBegin begin) {
    RecordTime recordTime = recordTime();
    PCollection<KafkaRecord<byte[], byte[]>> records =
        begin
            .apply("Partitions", Create.of(descriptors()).withCoder(coderOfDescriptors(begin)))
            .apply(
                "ReadByOffsets",
                boundedRead(Map.of())
                    .withExtractOutputTimestampFn(
                        record ->
                            EventTimeEstimator.stamp(
                                recordTime.millis(
                                    record.getKV().getValue(), record.getTimestamp()))));
    return records
        .apply("Frame", MapElements.into(records.getTypeDescriptor()).via(FramedRecords::ofOne))
        .setCoder(records.getCoder());
  }

  private PCollection<KafkaRecord<byte[], byte[]>> inTurns(PBegin begin) {
    RecordTime recordTime = recordTime();
    return begin
        .apply("Partitions", Create.of(descriptors()).withCoder(coderOfDescriptors(begin)))
        .apply(
            "ReadInTurns",
            boundedRead(
                    Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FramedRecords.RECORDS_A_FRAME))
                .withConsumerFactoryFn(new FramingConsumers(stopOffsets().orElseThrow()))
                .withExtractOutputTimestampFn(
                    record -> EventTimeEstimator.stamp(FramedRecords.frameIn(record), recordTime)));
  }

  /** A bounded read; what the user set for the consumer comes before these defaults. */
  private KafkaIO.ReadSourceDescriptors<byte[], byte[]> boundedRead(Map<String, Object> defaults) {
    org.joda.time.Duration delay =
        org.joda.time.Duration.millis(outOfOrderness().plus(settling()).toMillis());
    return KafkaIO.<byte[], byte[]>readSourceDescriptors()
        .withBootstrapServers(bootstrapServers())
        .withKeyDeserializerAndCoder(ByteArrayDeserializer.class, ByteArrayCoder.of())
        .withValueDeserializerAndCoder(ByteArrayDeserializer.class, ByteArrayCoder.of())
        .withConsumerConfigUpdates(defaults)
        .withConsumerConfigUpdates(consumerConfig())
        .withCreatWatermarkEstimatorFn(watermark -> EventTimeEstimator.begin(delay, watermark))
        .withConsumerPollingTimeout(1);
  }

  private static org.apache.beam.sdk.coders.Coder<KafkaSourceDescriptor> coderOfDescriptors(
      PBegin begin) {
    try {
      return begin.getPipeline().getSchemaRegistry().getSchemaCoder(KafkaSourceDescriptor.class);
    } catch (org.apache.beam.sdk.schemas.NoSuchSchemaException e) {
      throw new IllegalStateException("KafkaIO's own descriptor has no schema", e);
    }
  }

  private List<KafkaSourceDescriptor> descriptors() {
    List<KafkaSourceDescriptor> descriptors = new ArrayList<>();
    startOffsets()
        .forEach(
            (partition, start) -> {
              long stop = stopOffsets().orElseThrow().get(partition);
              if (start < stop) {
                descriptors.add(
                    KafkaSourceDescriptor.of(
                        new TopicPartition(topic(), partition), start, null, stop, null, null));
              }
            });
    return descriptors;
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setBootstrapServers(String bootstrapServers);

    abstract Builder setTopic(String topic);

    abstract Builder setStartOffsets(ImmutableMap<Integer, Long> startOffsets);

    abstract Builder setStopOffsets(Optional<ImmutableMap<Integer, Long>> stopOffsets);

    abstract Builder setBoundedBy(BoundedBy boundedBy);

    abstract Builder setRecordTime(RecordTime recordTime);

    abstract Builder setOutOfOrderness(Duration outOfOrderness);

    abstract Builder setSettling(Duration settling);

    abstract Builder setIdleAfter(Duration idleAfter);

    abstract Builder setEachPartitionAsked(boolean asked);

    abstract Builder setConsumerConfig(ImmutableMap<String, Object> consumerConfig);

    abstract ReadEvents build();
  }
}
