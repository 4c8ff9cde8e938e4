package io.retaillake.transforms.admission;

import static io.retaillake.transforms.admission.Records.RULES;
import static io.retaillake.transforms.admission.Records.TOPIC;
import static io.retaillake.transforms.admission.Records.frame;
import static io.retaillake.transforms.admission.Records.purchase;
import static io.retaillake.transforms.admission.Records.second;

import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.FrameCoder;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.windows.SumRevenueByCategory;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Each class of lateness from its frame to its window, with exact verdicts and exact rows. The
 * stream's watermark moves as the read moves it: the least over the partitions of a partition's
 * highest event time, less two seconds.
 */
class ArrivalClassesTest {

  private final Pipeline pipeline = Pipeline.create();
  private TestStream.Builder<KV<String, Frame>> stream =
      TestStream.create(KvCoder.of(StringUtf8Coder.of(), FrameCoder.of()));
  private PCollectionTuple admitted;

  @Test
  void onTimeEventsAreInTheOnTimeRow() {
    arrives(0, 0, 30, purchase("a", 30, "toys", 100));
    watermark(28);
    arrives(0, 1, 64, purchase("b", 64, "toys", 1_000));
    watermark(62);

    verdicts("retail-events/0 starts (-1..1] 0=ON_TIME 1=ON_TIME");
    windows("0 toys 1.00 1/1 ON_TIME", "60 toys 10.00 1/1 ON_TIME");
  }

  @Test
  void eventOutOfOrderButAheadOfTheWatermarkIsOnTime() {
    arrives(0, 0, 60.5, purchase("a", 60.5, "toys", 100));
    watermark(58.5);
    arrives(0, 1, 58.5, purchase("b", 58.5, "toys", 20));

    verdicts("retail-events/0 starts (-1..1] 0=ON_TIME 1=ON_TIME");
    windows("0 toys 0.20 1/1 ON_TIME", "60 toys 1.00 1/1 ON_TIME");
  }

  @Test
  void eventBehindTheWatermarkInAnOpenWindowIsLateAndInTheOnTimeRow() {
    arrives(0, 0, 50, purchase("a", 50, "toys", 100));
    watermark(48);
    arrives(0, 1, 10, purchase("b", 10, "toys", 20));

    verdicts("retail-events/0 starts (-1..1] 0=ON_TIME 1=LATE");
    windows("0 toys 1.20 2/2 ON_TIME");
  }

  @Test
  void eventLessThanFiveSecondsAfterItsWindowCorrectsIt() {
    arrives(0, 0, 30, purchase("a", 30, "toys", 100));
    arrives(0, 1, 66.999, purchase("b", 66.999, "toys", 1_000));
    watermark(64.999);
    arrives(0, 2, 59, purchase("c", 59, "toys", 20));

    verdicts("retail-events/0 starts (-1..2] 0=ON_TIME 1=ON_TIME 2=LATE");
    windows("0 toys 1.00 1/1 ON_TIME", "0 toys 1.20 2/2 LATE", "60 toys 10.00 1/1 ON_TIME");
  }

  @Test
  void eventFiveSecondsAfterItsWindowIsTooLateAndNotSummed() {
    arrives(0, 0, 30, purchase("a", 30, "toys", 100));
    arrives(0, 1, 67, purchase("b", 67, "toys", 1_000));
    watermark(65);
    arrives(0, 2, 59, purchase("c", 59, "toys", 20));

    verdicts("retail-events/0 starts (-1..2] 0=ON_TIME 1=ON_TIME 2=TOO_LATE");
    windows("0 toys 1.00 1/1 ON_TIME", "60 toys 10.00 1/1 ON_TIME");
  }

  @Test
  void partitionThatIsBehindIsJudgedByItsOwnWatermark() {
    arrives(0, 0, 300, purchase("a", 300, "toys", 100));
    arrives(1, 0, 10, purchase("b", 10, "toys", 20));
    watermark(8);
    arrives(1, 1, 9, purchase("c", 9, "toys", 3));
    arrives(0, 1, 10, purchase("d", 10, "toys", 4));

    verdicts(
        "retail-events/0 starts (-1..1] 0=ON_TIME 1=TOO_LATE",
        "retail-events/1 starts (-1..1] 0=ON_TIME 1=ON_TIME");
    windows("0 toys 0.23 2/2 ON_TIME", "300 toys 1.00 1/1 ON_TIME");
  }

  @Test
  void duplicateIsNotSummedHoweverLateItIs() {
    arrives(0, 0, 30, purchase("a", 30, "toys", 100), purchase("a", 30, "toys", 100));
    arrives(0, 2, 64, purchase("b", 64, "toys", 1_000), purchase("a", 30, "toys", 100));
    watermark(62);
    arrives(0, 4, 90, purchase("c", 90, "toys", 20), purchase("a", 30, "toys", 100));

    verdicts(
        "retail-events/0 starts (-1..5] 0=ON_TIME 1=DUPLICATE_ON_TIME 2=ON_TIME 3=DUPLICATE_LATE"
            + " 4=ON_TIME 5=DUPLICATE_TOO_LATE");
    windows("0 toys 1.00 1/1 ON_TIME", "60 toys 10.20 2/2 ON_TIME");
  }

  private void arrives(int partition, long offset, double leastTime, RetailEvent... events) {
    stream =
        stream.addElements(
            TimestampedValue.of(
                KV.of(PartitionId.of(TOPIC, partition), frame(partition, offset, events)),
                Instant.ofEpochMilli(second(leastTime))));
  }

  private void watermark(double secondsAfterNoon) {
    stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(second(secondsAfterNoon)));
  }

  private void verdicts(String... ranges) {
    admitted =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(
                "AdmitEvents",
                AdmitEvents.by(RULES)
                    .withStartOffsets(
                        Map.of(PartitionId.of(TOPIC, 0), 0L, PartitionId.of(TOPIC, 1), 0L)));
    PAssert.that(
            admitted
                .get(AdmitEvents.ADMITTED)
                .apply(
                    "DescribeRanges",
                    MapElements.into(TypeDescriptors.strings()).via(Records::describe)))
        .containsInAnyOrder(ranges);
  }

  /** Runs; each row is start, category, revenue, purchases/events, timing. */
  private void windows(String... rows) {
    PAssert.that(
            admitted
                .get(AdmitEvents.SALES)
                .apply(SumRevenueByCategory.create())
                .apply(
                    "DescribeWindows",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            row ->
                                (row.getWindowStart().getMillis() - Records.NOON) / 1_000
                                    + " "
                                    + row.getCategory()
                                    + " "
                                    + row.getRevenue()
                                    + " "
                                    + row.getPurchases()
                                    + "/"
                                    + row.getEvents()
                                    + " "
                                    + row.getPaneTiming())))
        .containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }
}
