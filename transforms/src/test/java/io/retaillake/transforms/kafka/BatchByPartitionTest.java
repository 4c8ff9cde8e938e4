package io.retaillake.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Each bundle of a test stream is what one call of {@code addElements} adds. */
class BatchByPartitionTest {

  @Test
  void framesOfABundleAreGatheredByPartitionAndStampedWithTheLeastTime() {
    frames(
        BatchByPartition.create(),
        List.of(List.of(at(5, 0, 7), at(9, 1, 0), at(3, 0, 8), at(4, 0, 10))),
        "shop/0 3 7 8 10",
        "shop/1 9 0");
  }

  @Test
  void frameNeverOutlivesItsBundle() {
    frames(
        BatchByPartition.create(),
        List.of(List.of(at(5, 0, 7)), List.of(at(6, 0, 8))),
        "shop/0 5 7",
        "shop/0 6 8");
  }

  @Test
  void fullFrameLeavesAtOnce() {
    frames(
        BatchByPartition.create().withMaxRecords(2),
        List.of(List.of(at(5, 0, 0), at(4, 0, 1), at(3, 0, 2))),
        "shop/0 4 0 1",
        "shop/0 3 2");
    frames(
        BatchByPartition.create().withMaxBytes(1),
        List.of(List.of(at(5, 0, 0), at(4, 0, 1))),
        "shop/0 5 0",
        "shop/0 4 1");
  }

  @Test
  void framesOutOfOrderAreRefusedLoudly() {
    Pipeline broken = Pipeline.create();
    broken
        .apply(stream(List.of(List.of(at(0, 0, 5), at(0, 0, 4)))))
        .apply("BatchByPartition", BatchByPartition.create());

    assertThatThrownBy(() -> broken.run().waitUntilFinish())
        .hasMessageContaining("shop/0: offset 4 came after 5; a partition is read in order");
  }

  @Test
  void limitsMustBePositive() {
    assertThatThrownBy(() -> BatchByPartition.create().withMaxRecords(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BatchByPartition.create().withMaxBytes(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BatchByPartition.create().withMaxBytes(7).maxBytes()).isEqualTo(7);
  }

  private void frames(
      BatchByPartition batch,
      List<List<TimestampedValue<KafkaRecord<byte[], byte[]>>>> bundles,
      String... expected) {
    Pipeline own = Pipeline.create();
    PAssert.that(
            own.apply(stream(bundles))
                .apply("BatchByPartition", batch)
                .apply("Describe", ParDo.of(new DescribeFn())))
        .containsInAnyOrder(expected);
    own.run().waitUntilFinish();
  }

  private static TestStream<KafkaRecord<byte[], byte[]>> stream(
      List<List<TimestampedValue<KafkaRecord<byte[], byte[]>>>> bundles) {
    TestStream.Builder<KafkaRecord<byte[], byte[]>> stream =
        TestStream.create(KafkaRecordCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of()));
    for (List<TimestampedValue<KafkaRecord<byte[], byte[]>>> bundle : bundles) {
      List<TimestampedValue<KafkaRecord<byte[], byte[]>>> rest =
          new ArrayList<>(bundle.subList(1, bundle.size()));
      stream = stream.addElements(bundle.get(0), rest.toArray(TimestampedValue[]::new));
    }
    return stream.advanceWatermarkToInfinity();
  }

  private static TimestampedValue<KafkaRecord<byte[], byte[]>> at(
      long millis, int partition, long offset) {
    byte[] value = ("record " + offset).getBytes(StandardCharsets.UTF_8);
    return TimestampedValue.of(
        FramedRecords.ofOne(
            new KafkaRecord<>(
                "shop",
                partition,
                offset,
                millis,
                KafkaTimestampType.CREATE_TIME,
                null,
                KV.of(new byte[0], value))),
        Instant.ofEpochMilli(millis));
  }

  /** Key, timestamp and offsets of a frame. */
  private static final class DescribeFn extends DoFn<KV<String, Frame>, String> {

    @ProcessElement
    public void processElement(
        @Element KV<String, Frame> frame,
        @Timestamp Instant timestamp,
        OutputReceiver<String> out) {
      StringBuilder line = new StringBuilder(frame.getKey() + " " + timestamp.getMillis());
      Frame.Cursor record = frame.getValue().cursor();
      while (record.advance()) {
        line.append(" ").append(record.offset());
      }
      out.output(line.toString());
    }
  }
}
