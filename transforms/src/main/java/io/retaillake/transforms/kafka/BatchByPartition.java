package io.retaillake.transforms.kafka;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/**
 * Gathers the records of a bundle into frames, one partition each, keyed by {@link PartitionId}.
 *
 * <p>In: records as KafkaIO gives them, in the global window, each partition in order. Out: frames
 * of at most so many records or bytes, stamped with the least timestamp of their records. A frame
 * leaves no later than the end of its bundle, so it is never half behind a checkpoint, and it
 * delays nothing longer than a bundle lasts. Late data and a drain mean nothing here: every record
 * that comes in goes out.
 */
@AutoValue
public abstract class BatchByPartition
    extends PTransform<PCollection<KafkaRecord<byte[], byte[]>>, PCollection<KV<String, Frame>>> {

  private static final int DEFAULT_MAX_RECORDS = 10_000;
  private static final int DEFAULT_MAX_BYTES = 4 << 20;

  abstract int maxRecords();

  abstract int maxBytes();

  public static BatchByPartition create() {
    return new AutoValue_BatchByPartition(DEFAULT_MAX_RECORDS, DEFAULT_MAX_BYTES);
  }

  /** The most records that a frame holds (10,000). */
  public BatchByPartition withMaxRecords(int maxRecords) {
    checkArgument(maxRecords > 0, "maxRecords must be positive");
    return new AutoValue_BatchByPartition(maxRecords, maxBytes());
  }

  /** The bytes after which a frame is full (4 MiB). */
  public BatchByPartition withMaxBytes(int maxBytes) {
    checkArgument(maxBytes > 0, "maxBytes must be positive");
    return new AutoValue_BatchByPartition(maxRecords(), maxBytes);
  }

  @Override
  public PCollection<KV<String, Frame>> expand(PCollection<KafkaRecord<byte[], byte[]>> records) {
    return records
        .apply("GatherFrames", ParDo.of(new GatherFn(maxRecords(), maxBytes())))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), FrameCoder.of()));
  }

  private static final class GatherFn extends DoFn<KafkaRecord<byte[], byte[]>, KV<String, Frame>> {

    private final Counter records = Metrics.counter(BatchByPartition.class, "records_in");
    private final Counter frames = Metrics.counter(BatchByPartition.class, "frames_out");
    private final int maxRecords;
    private final int maxBytes;
    private transient Map<String, OpenFrame> open;

    GatherFn(int maxRecords, int maxBytes) {
      this.maxRecords = maxRecords;
      this.maxBytes = maxBytes;
    }

    @StartBundle
    public void startBundle() {
      open = new LinkedHashMap<>();
    }

    @ProcessElement
    public void processElement(
        @Element KafkaRecord<byte[], byte[]> record,
        @Timestamp Instant timestamp,
        OutputReceiver<KV<String, Frame>> out) {
      String id = PartitionId.of(record.getTopic(), record.getPartition());
      OpenFrame frame =
          open.computeIfAbsent(id, key -> new OpenFrame(record.getTopic(), record.getPartition()));
      frame.add(record, timestamp);
      if (frame.builder.count() >= maxRecords || frame.builder.sizeBytes() >= maxBytes) {
        open.remove(id);
        out.outputWithTimestamp(close(id, frame), frame.leastTimestamp);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      open.forEach(
          (id, frame) ->
              context.output(close(id, frame), frame.leastTimestamp, GlobalWindow.INSTANCE));
      open.clear();
    }

    private KV<String, Frame> close(String id, OpenFrame frame) {
      records.inc(frame.builder.count());
      frames.inc();
      return KV.of(id, frame.builder.build());
    }

    // The frame carries the least timestamp of its records, which can lie before that of the
    // record with which it leaves.
    @Override
    @SuppressWarnings("deprecation")
    public org.joda.time.Duration getAllowedTimestampSkew() {
      return org.joda.time.Duration.millis(Long.MAX_VALUE);
    }
  }

  private static final class OpenFrame {
    private final Frame.Builder builder;
    private Instant leastTimestamp = BoundedWindow.TIMESTAMP_MAX_VALUE;

    OpenFrame(String topic, int partition) {
      builder = Frame.builder(topic, partition);
    }

    void add(KafkaRecord<byte[], byte[]> record, Instant timestamp) {
      builder.add(
          record.getOffset(),
          record.getTimestamp(),
          record.getKV().getKey(),
          record.getKV().getValue());
      if (timestamp.isBefore(leastTimestamp)) {
        leastTimestamp = timestamp;
      }
    }
  }
}
