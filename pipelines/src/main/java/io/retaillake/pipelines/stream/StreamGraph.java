package io.retaillake.pipelines.stream;

import io.retaillake.pipelines.live.BigQueryDataset;
import io.retaillake.pipelines.live.WriteLiveTable;
import io.retaillake.transforms.admission.AcceptedEventTime;
import io.retaillake.transforms.admission.AdmitEvents;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.kafka.BatchByPartition;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.kafka.ReadEvents;
import io.retaillake.transforms.restart.LakehouseHistory;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import io.retaillake.transforms.windows.RevenueWindow;
import io.retaillake.transforms.windows.SumRevenueByCategory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The streaming graph, the same on every runner. A running job is updated by the names of its
 * steps: they stay.
 */
final class StreamGraph {

  /**
   * How long a window's total is kept after its end. What is too late is settled by the verdicts,
   * from a partition's own order; but a partition that was idle, or cut off, wakes up behind the
   * others by as much as it was away, and its sales count all the same.
   */
  private static final Duration WINDOWS_KEPT = Duration.ofHours(1);

  private StreamGraph() {}

  /**
   * Adds the whole graph to the pipeline.
   *
   * @param startOffsets the first offset to read of each partition
   * @param stopOffsets the offset to end before of each partition, or empty to read on
   * @param runner what the runner needs
   */
  static void build(
      Pipeline pipeline,
      StreamSettings settings,
      Map<Integer, Long> startOffsets,
      Optional<Map<Integer, Long>> stopOffsets,
      RunnerDefaults runner) {
    ReadEvents read =
        ReadEvents.from(
                settings.bootstrapServers(),
                settings.topic(),
                startOffsets,
                new AcceptedEventTime(settings.rules()),
                settings.outOfOrderness())
            .withSettling(settings.rules().arrivalRule().longestUsefulLateness())
            .withIdleAfter(settings.idleAfter())
            .withConsumerConfig(Map.copyOf(settings.consumerConfig()));
    PCollectionTuple admitted =
        pipeline
            .apply(
                "ReadEvents",
                stopOffsets.map(runner.bounded(read)::upTo).orElse(runner.unbounded(read)))
            .apply("BatchByPartition", BatchByPartition.create())
            .apply(
                "AdmitEvents",
                AdmitEvents.by(settings.rules())
                    .withHistory(new LakehouseHistory(settings.lakehouse(), settings.topic()))
                    .withStartOffsets(byPartitionId(settings.topic(), startOffsets))
                    .withMaxRangeRecords(settings.maxFileRecords())
                    .withRangeInterval(settings.fileInterval())
                    .withGapPatience(runner.gapPatience()));
    // Apart from the verdicts, which would wait while files are written.
    PCollection<AdmittedRange> ranges =
        admitted.get(AdmitEvents.ADMITTED).apply("HandToWriters", Reshuffle.viaRandomKey());
    appendEvents(ranges, settings);
    PCollection<RevenueWindow> windows =
        admitted
            .get(AdmitEvents.SALES)
            .apply(
                "SumRevenueByCategory",
                SumRevenueByCategory.create().withAllowedLateness(WINDOWS_KEPT));
    windows.apply(
        "AppendWindows",
        DeltaIO.appendRows(RevenueWindows.TABLE, new RevenueWindows.Rows())
            .to(settings.lakehouse())
            .withCommitInterval(settings.commitInterval()));
    settings.bigQueryDataset().ifPresent(dataset -> writeLive(ranges, windows, settings, dataset));
  }

  private static void writeLive(
      PCollection<AdmittedRange> ranges,
      PCollection<RevenueWindow> windows,
      StreamSettings settings,
      BigQueryDataset dataset) {
    ranges.apply(
        "WriteLiveSilver",
        WriteLiveTable.of(SilverEvents.TABLE, new SilverEvents.Rows(settings.rules()), dataset));
    windows.apply(
        "WriteLiveWindows",
        WriteLiveTable.of(RevenueWindows.TABLE, new RevenueWindows.Rows(), dataset));
  }

  private static void appendEvents(PCollection<AdmittedRange> ranges, StreamSettings settings) {
    ranges.apply(
        "AppendBronze",
        DeltaIO.appendRanges(
                BronzeEvents.TABLE, AdmittedRange::range, new BronzeEvents.Rows(settings.rules()))
            .to(settings.lakehouse())
            .withCommitInterval(settings.commitInterval()));
    ranges.apply(
        "AppendSilver",
        DeltaIO.appendRanges(
                SilverEvents.TABLE, AdmittedRange::range, new SilverEvents.Rows(settings.rules()))
            .to(settings.lakehouse())
            .withCommitInterval(settings.commitInterval()));
    ranges.apply(
        "AppendQuarantine",
        DeltaIO.appendRanges(
                QuarantineEvents.TABLE, AdmittedRange::range, new QuarantineEvents.Rows())
            .to(settings.lakehouse())
            .withCommitInterval(settings.commitInterval()));
  }

  private static Map<String, Long> byPartitionId(String topic, Map<Integer, Long> offsets) {
    Map<String, Long> byId = new HashMap<>();
    offsets.forEach((partition, offset) -> byId.put(PartitionId.of(topic, partition), offset));
    return byId;
  }
}
