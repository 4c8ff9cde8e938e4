package io.retaillake.transforms.admission;

import static io.retaillake.transforms.admission.Records.bytes;
import static io.retaillake.transforms.admission.Records.frame;
import static io.retaillake.transforms.admission.Records.frameOfValues;
import static io.retaillake.transforms.admission.Records.garbage;
import static io.retaillake.transforms.admission.Records.purchase;
import static io.retaillake.transforms.admission.Records.second;
import static io.retaillake.transforms.admission.Records.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.transforms.kafka.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules in their order, and what the memory keeps of a record. */
class FrameJudgeTest {

  private static final long DAY_SECONDS = 86_400;

  private final FrameJudge judge =
      new FrameJudge(
          Records.RULES.withDeduplicationHorizon(Duration.ofDays(2)), () -> second(1_000));
  private final PartitionMemory memory = PartitionMemory.startingAfter(-1);
  private SettledRecords settled = SettledRecords.none();
  private final Sales sales = new Sales();

  @Test
  void eachRecordGetsTheVerdictOfTheFirstRuleThatApplies() {
    AdmittedFrame admitted =
        judge(
            frameOfValues(
                0,
                0,
                bytes(view("a", 100)),
                bytes(view("b", 98)),
                bytes(view("c", 90)),
                bytes(view("d", 30)),
                bytes(view("a", 100)),
                garbage(),
                null,
                bytes(view(" ", 100))));

    assertThat(verdicts(admitted))
        .containsExactly(
            Verdict.ON_TIME,
            Verdict.ON_TIME,
            Verdict.LATE,
            Verdict.TOO_LATE,
            Verdict.DUPLICATE_ON_TIME,
            Verdict.QUARANTINED,
            Verdict.QUARANTINED,
            Verdict.QUARANTINED);
    assertThat(admitted.rejection(5).step()).isEqualTo("decode");
    assertThat(admitted.rejection(6)).isEqualTo(Rejection.of("decode", "the record has no value"));
    assertThat(admitted.rejection(7)).isEqualTo(Rejection.of("validate", "event_id is missing"));
    assertThatThrownBy(() -> admitted.rejection(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(admitted.judgedAtMillis()).isEqualTo(second(1_000));
  }

  @Test
  void recordJudgedBeforeIsReplayedWhateverItHolds() {
    judge(frame(0, 0, view("a", 0), view("b", 1)));

    assertThat(
            verdicts(
                judge(frameOfValues(0, 0, garbage(), bytes(view("b", 1)), bytes(view("c", 2))))))
        .containsExactly(Verdict.REPLAYED, Verdict.REPLAYED, Verdict.ON_TIME);
    assertThat(memory.lastOffset()).isEqualTo(2);
  }

  @Test
  void quarantinedRecordIsPassedButNotRemembered() {
    judge(frameOfValues(0, 0, bytes(view("a", 0).toBuilder().setUserId(null).build())));

    assertThat(memory.lastOffset()).isZero();
    assertThat(memory.maxEventMillis()).isEqualTo(ArrivalRule.NO_EVENT_YET);
    assertThat(verdicts(judge(frame(0, 1, view("a", 0))))).containsExactly(Verdict.ON_TIME);
  }

  @Test
  void recordThatTheTablesHaveRefusedIsRefusedAgainThoughItWouldPassNow() {
    settled = SettledRecords.refusedBetween(0, 2);
    settled.accept(1);

    AdmittedFrame admitted =
        judge(frame(0, 0, view("a", 900), view("b", 0), view("c", 900), view("a", 1)));

    assertThat(verdicts(admitted))
        .containsExactly(
            Verdict.QUARANTINED, Verdict.ON_TIME, Verdict.QUARANTINED, Verdict.ON_TIME);
    assertThat(admitted.rejection(0))
        .isEqualTo(Rejection.of("settled", "the record was refused before, by other rules"));
    assertThat(memory.maxEventMillis()).isEqualTo(second(1));
  }

  @Test
  void watermarkDoesNotJudgeTheEventThatMovesIt() {
    assertThat(verdicts(judge(frame(0, 0, view("a", 0), view("b", 300), view("c", 100)))))
        .containsExactly(Verdict.ON_TIME, Verdict.ON_TIME, Verdict.TOO_LATE);
    assertThat(memory.maxEventMillis()).isEqualTo(second(300));
  }

  @Test
  void duplicateMovesTheWatermarkTooSinceTheReadCannotTellIt() {
    judge(frame(0, 0, view("a", 0), view("a", 300)));

    assertThat(memory.maxEventMillis()).isEqualTo(second(300));
  }

  @Test
  void eventBehindTheHorizonIsQuarantinedSinceItsIdMayBeForgotten() {
    double horizon = 10 * DAY_SECONDS - 2 - 2 * DAY_SECONDS;
    AdmittedFrame admitted =
        judge(
            frame(
                0, 0, view("a", 10 * DAY_SECONDS), view("b", horizon), view("c", horizon - 0.001)));

    assertThat(verdicts(admitted))
        .containsExactly(Verdict.ON_TIME, Verdict.TOO_LATE, Verdict.QUARANTINED);
    assertThat(admitted.rejection(2))
        .isEqualTo(
            Rejection.of(
                "deduplicate",
                "event_ts is behind the watermark by more than the deduplication horizon"));
  }

  @Test
  void idsThatDifferByWhiteSpaceAreOne() {
    assertThat(verdicts(judge(frame(0, 0, view("a", 0), view(" a ", 0)))))
        .containsExactly(Verdict.ON_TIME, Verdict.DUPLICATE_ON_TIME);
  }

  @Test
  void saleIsToldByItsWindowItsCategoryAndItsLeastTime() {
    judge(
        frame(
            0,
            0,
            purchase("a", 20, " toys ", 100),
            purchase("b", 19, "toys", 20),
            Records.returned("c", 18, "toys", 5),
            purchase("a", 20, "toys", 100),
            purchase("d", 60, "toys", 7)));
    List<String> told = new ArrayList<>();
    sales.drainTo(
        (category, millis, sum) ->
            told.add(
                category
                    + " "
                    + (millis - second(0)) / 1_000
                    + " "
                    + sum.revenueCents()
                    + " "
                    + sum.purchases()
                    + "/"
                    + sum.events()));

    assertThat(told).containsExactlyInAnyOrder("toys 18 115 2/3", "toys 60 7 1/1");
  }

  private AdmittedFrame judge(Frame frame) {
    return judge.judge(frame, memory, settled, sales);
  }

  private static List<Verdict> verdicts(AdmittedFrame admitted) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < admitted.frame().count(); i++) {
      verdicts.add(admitted.verdict(i));
    }
    return verdicts;
  }
}
