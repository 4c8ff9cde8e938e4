package io.retaillake.transforms.kafka;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Gathers the frames of a bundle into larger ones, one partition each, keyed by {@link
 * PartitionId}.
 *
 * <p>In: frames as {@link ReadEvents} gives them, in the global window, each partition in order.
 * Out: frames that leave once they have so many records or bytes, stamped with the least timestamp
 * of what they are made of, and no later than the end of their bundle, so that none is ever half
 * behind a checkpoint and nothing is delayed longer than a bundle lasts. Late data and a drain mean
 * nothing here: every record that comes in goes out.
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

  /** The records with which a frame is full (10,000). */
  public BatchByPartition withMaxRecords(int maxRecords) {
    checkArgument(maxRecords > 0, "maxRecords must be positive");
    return new AutoValue_BatchByPartition(maxRecords, maxBytes());
  }

  /** The bytes with which a frame is full (4 MiB). */
  public BatchByPartition withMaxBytes(int maxBytes) {
    checkArgument(maxBytes > 0, "maxBytes must be positive");
    return new AutoValue_BatchByPartition(maxRecords(), maxBytes);
  }

  @Override
  public PCollection<KV<String, Frame>> expand(PCollection<KafkaRecord<byte[], byte[]>> frames) {
    return frames
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
        @Element KafkaRecord<byte[], byte[]> framed,
        @Timestamp Instant timestamp,
        OutputReceiver<KV<String, Frame>> out) {
      String id = PartitionId.of(framed.getTopic(), framed.getPartition());
      OpenFrame frame = open.computeIfAbsent(id, key -> new OpenFrame());
      frame.add(FramedRecords.frameIn(framed), timestamp);
      if (frame.records >= maxRecords || frame.bytes >= maxBytes) {
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
      records.inc(frame.records);
      frames.inc();
      return KV.of(id, frame.joined());
    }

    // What leaves carries the least timestamp of its parts, which can lie before that of the last.
    @Override
    @SuppressWarnings("deprecation")
    public org.joda.time.Duration getAllowedTimestampSkew() {
      return org.joda.time.Duration.millis(Long.MAX_VALUE);
    }
  }

  private static final class OpenFrame {
    private final List<Frame> parts = new ArrayList<>();
    private int records;
    private int bytes;
    private Instant leastTimestamp = BoundedWindow.TIMESTAMP_MAX_VALUE;

    void add(Frame part, Instant timestamp) {
      parts.add(part);
      records += part.count();
      bytes += part.sizeBytes();
      if (timestamp.isBefore(leastTimestamp)) {
        leastTimestamp = timestamp;
      }
    }

    Frame joined() {
      Frame first = parts.get(0);
      if (parts.size() == 1) {
        return first;
      }
      Frame.Builder joined = Frame.builder(first.topic(), first.partition());
      parts.forEach(joined::addAll);
      return joined.build();
    }
  }
}
