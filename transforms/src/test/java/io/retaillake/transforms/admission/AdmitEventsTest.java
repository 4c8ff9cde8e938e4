package io.retaillake.transforms.admission;

import static io.retaillake.transforms.admission.Records.RULES;
import static io.retaillake.transforms.admission.Records.TOPIC;
import static io.retaillake.transforms.admission.Records.frame;
import static io.retaillake.transforms.admission.Records.purchase;
import static io.retaillake.transforms.admission.Records.second;
import static io.retaillake.transforms.admission.Records.view;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.FrameCoder;
import io.retaillake.transforms.kafka.PartitionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Order, gaps, chains and restarts of a partition, as {@link AdmitEvents} holds them in state. */
class AdmitEventsTest {

  private static final AdmitEvents FROM_ZERO =
      AdmitEvents.by(RULES).withStartOffsets(startingAt(0));

  private final Pipeline pipeline = Pipeline.create();

  @Test
  void frameAheadOfItsPredecessorIsJudgedAfterIt() {
    rangesOf(
        FROM_ZERO,
        stream()
            .addElements(at(70, frame(0, 1, view("b", 70))))
            .addElements(at(0, frame(0, 0, view("a", 0)))),
        "retail-events/0 starts (-1..1] 0=ON_TIME 1=ON_TIME");
  }

  @Test
  void framesOfOtherPartitionsDoNotWait() {
    rangesOf(
        FROM_ZERO.withStartOffsets(startingAt(0, 0)).withMaxRangeRecords(1),
        stream()
            .addElements(at(70, frame(0, 1, view("b", 70))))
            .addElements(at(30, frame(1, 0, view("c", 30))))
            .addElements(at(0, frame(0, 0, view("a", 0)))),
        "retail-events/1 starts (-1..0] 0=ON_TIME",
        "retail-events/0 starts (-1..1] 0=ON_TIME 1=ON_TIME");
  }

  @Test
  void offsetsThatNeverComeAreGivenUpAfterThePatience() {
    rangesOf(
        FROM_ZERO.withMaxRangeRecords(1),
        stream()
            .addElements(at(0, frame(0, 0, view("a", 0))))
            .addElements(at(1, frame(0, 5, view("b", 1))))
            .advanceProcessingTime(Duration.millis(10_001))
            .addElements(at(2, frame(0, 6, view("c", 2)))),
        "retail-events/0 starts (-1..0] 0=ON_TIME",
        "retail-events/0 (0..6] 5=ON_TIME 6=ON_TIME");
  }

  @Test
  void predecessorThatComesWithinThePatienceIsJudgedInItsTurn() {
    rangesOf(
        FROM_ZERO,
        stream()
            .addElements(at(1, frame(0, 2, view("c", 2))))
            .advanceProcessingTime(Duration.standardSeconds(9))
            .addElements(at(0, frame(0, 0, view("a", 0), view("b", 1)))),
        "retail-events/0 starts (-1..2] 0=ON_TIME 1=ON_TIME 2=ON_TIME");
  }

  @Test
  void eachGapHasThePatienceOfItsOwn() {
    rangesOf(
        FROM_ZERO,
        stream()
            .addElements(at(1, frame(0, 1, view("b", 1))))
            .advanceProcessingTime(Duration.standardSeconds(9))
            .addElements(at(3, frame(0, 3, view("d", 3))))
            .addElements(at(0, frame(0, 0, view("a", 0))))
            .advanceProcessingTime(Duration.standardSeconds(9))
            .addElements(at(2, frame(0, 2, view("c", 2)))),
        "retail-events/0 starts (-1..3] 0=ON_TIME 1=ON_TIME 2=ON_TIME 3=ON_TIME");
  }

  @Test
  void recordFromAGapThatWasGivenUpFailsThePipeline() {
    apply(
        FROM_ZERO,
        stream()
            .addElements(at(1, frame(0, 1, view("b", 1))))
            .advanceProcessingTime(Duration.millis(10_001))
            .addElements(at(0, frame(0, 0, view("a", 0)))));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("Frame[retail-events/0 0..0] came after its offsets were given up")
        .hasMessageContaining("raise it and start again from the tables");
  }

  @Test
  void replayedFrameAcrossAGapThatWasGivenUpIsHarmless() {
    Frame acrossTheGap =
        frame(
            0,
            List.of(
                new TopicRecord(0, Records.bytes(view("a", 0))),
                new TopicRecord(2, Records.bytes(view("b", 1)))));
    rangesOf(
        FROM_ZERO,
        stream()
            .addElements(at(0, frame(0, 0, view("a", 0))), at(1, frame(0, 2, view("b", 1))))
            .advanceProcessingTime(Duration.millis(10_001))
            .addElements(at(0, acrossTheGap)),
        "retail-events/0 starts (-1..2] 0=ON_TIME 2=ON_TIME");
  }

  @Test
  void withoutPatienceAGapIsPassedAtOnce() {
    rangesOf(
        FROM_ZERO.withGapPatience(java.time.Duration.ZERO).withMaxRangeRecords(1),
        stream().addElements(at(1, frame(0, 5, view("b", 1)))),
        "retail-events/0 starts (-1..5] 5=ON_TIME");
  }

  @Test
  void drainGivesUpGapsAndHandsOnAllThatIsGathered() {
    rangesOf(
        FROM_ZERO,
        stream()
            .addElements(at(0, frame(0, 0, view("a", 0))))
            .addElements(at(1, frame(0, 3, view("b", 1)))),
        "retail-events/0 starts (-1..3] 0=ON_TIME 3=ON_TIME");
  }

  @Test
  void rangesAreHandedOnByRecordsAndChain() {
    rangesOf(
        FROM_ZERO.withMaxRangeRecords(3),
        stream()
            .addElements(at(0, frame(0, 0, view("a", 0), view("b", 1))))
            .addElements(at(2, frame(0, 2, view("c", 2), view("d", 3))))
            .addElements(at(4, frame(0, 4, view("e", 4))))
            .addElements(at(5, frame(0, 5, view("f", 5)))),
        "retail-events/0 starts (-1..3] 0=ON_TIME 1=ON_TIME 2=ON_TIME 3=ON_TIME",
        "retail-events/0 (3..5] 4=ON_TIME 5=ON_TIME");
  }

  @Test
  void rangesAreHandedOnByTime() {
    rangesOf(
        FROM_ZERO.withRangeInterval(java.time.Duration.ofSeconds(4)),
        stream()
            .addElements(at(0, frame(0, 0, view("a", 0))))
            .advanceProcessingTime(Duration.standardSeconds(3))
            .addElements(at(1, frame(0, 1, view("b", 1))))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(at(2, frame(0, 2, view("c", 2))))
            .advanceProcessingTime(Duration.standardSeconds(5))
            .addElements(at(3, frame(0, 3, view("d", 3)))),
        "retail-events/0 starts (-1..1] 0=ON_TIME 1=ON_TIME",
        "retail-events/0 (1..2] 2=ON_TIME",
        "retail-events/0 (2..3] 3=ON_TIME");
  }

  @Test
  void replayedFramesAreNotAdmittedAgain() {
    rangesOf(
        FROM_ZERO,
        stream()
            .addElements(at(0, frame(0, 0, view("a", 0), view("b", 1))))
            .addElements(at(0, frame(0, 0, view("a", 0), view("b", 1))))
            .addElements(at(1, frame(0, 1, view("b", 1), view("c", 2)))),
        "retail-events/0 starts (-1..2] 0=ON_TIME 1=ON_TIME 1=REPLAYED 2=ON_TIME");
  }

  @Test
  void memoryIsRebuiltFromTheHistory() {
    rangesOf(
        AdmitEvents.by(RULES)
            .withStartOffsets(startingAt(10))
            .withHistory(new OneEventAt("a", second(70))),
        stream()
            .addElements(at(0, frame(0, 8, view("x", 0), view("y", 0))))
            .addElements(
                at(0, frame(0, 10, view("a", 70), view("b", 69), view("c", 67), view("d", 0)))),
        "retail-events/0 starts (9..13] 10=DUPLICATE_ON_TIME 11=ON_TIME 12=LATE 13=TOO_LATE");
  }

  @Test
  void partitionWithoutAStartOffsetBeginsWithItsFirstFrame() {
    rangesOf(
        AdmitEvents.by(RULES),
        stream().addElements(at(0, frame(3, 42, view("a", 0)))),
        "retail-events/3 starts (41..42] 42=ON_TIME");
  }

  @Test
  void salesLeaveAtOnceWithTheirFrame() {
    PCollection<String> sales =
        apply(
                FROM_ZERO,
                stream()
                    .addElements(
                        at(
                            10,
                            frame(
                                0,
                                0,
                                purchase("a", 20, "toys", 100),
                                purchase("b", 19, "toys", 20),
                                Records.returned("c", 21, "toys", 50),
                                purchase("d", 80, "toys", 3),
                                purchase("d", 80, "toys", 3),
                                purchase("e", 80, "books", 7),
                                view("f", 80),
                                purchase("g", 0, "toys", 1_000)))))
            .get(AdmitEvents.SALES)
            .apply(
                "Describe",
                MapElements.into(TypeDescriptors.strings())
                    .via(sale -> sale.getKey() + " " + sale.getValue()));

    PAssert.that(sales)
        .containsInAnyOrder(
            "toys RevenueSum{revenueCents=70, purchases=2, events=3}",
            "toys RevenueSum{revenueCents=3, purchases=1, events=1}",
            "books RevenueSum{revenueCents=7, purchases=1, events=1}");
    pipeline.run().waitUntilFinish();
  }

  private static Map<String, Long> startingAt(long... offsets) {
    Map<String, Long> start = new HashMap<>();
    for (int partition = 0; partition < offsets.length; partition++) {
      start.put(PartitionId.of(TOPIC, partition), offsets[partition]);
    }
    return start;
  }

  private static TestStream.Builder<KV<String, Frame>> stream() {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), FrameCoder.of()));
  }

  private static TimestampedValue<KV<String, Frame>> at(double secondsAfterNoon, Frame frame) {
    return TimestampedValue.of(
        KV.of(PartitionId.of(frame.topic(), frame.partition()), frame),
        Instant.ofEpochMilli(second(secondsAfterNoon)));
  }

  private PCollectionTuple apply(AdmitEvents admit, TestStream.Builder<KV<String, Frame>> frames) {
    return pipeline.apply(frames.advanceWatermarkToInfinity()).apply("AdmitEvents", admit);
  }

  private void rangesOf(
      AdmitEvents admit, TestStream.Builder<KV<String, Frame>> frames, String... expected) {
    PCollection<String> ranges =
        apply(admit, frames)
            .get(AdmitEvents.ADMITTED)
            .apply("Describe", MapElements.into(TypeDescriptors.strings()).via(Records::describe));
    PAssert.that(ranges).containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  /** A past of one event. */
  private record OneEventAt(String eventId, long eventMillis) implements AdmittedHistory {

    @Override
    public long maxEventMillis(int partition, long beforeOffset) {
      return eventMillis;
    }

    @Override
    public void visitSince(int partition, long beforeOffset, long sinceMillis, Visitor visitor) {
      visitor.visit(eventId, eventMillis);
    }

    @Override
    public SettledRecords settledFrom(int partition, long offset) {
      return SettledRecords.none();
    }
  }
}
