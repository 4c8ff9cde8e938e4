package io.retaillake.transforms.admission;

import static io.retaillake.transforms.admission.Arrival.LATE;
import static io.retaillake.transforms.admission.Arrival.ON_TIME;
import static io.retaillake.transforms.admission.Arrival.TOO_LATE;
import static io.retaillake.transforms.admission.Records.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times are seconds after noon, the start of a one-minute window. */
class ArrivalRuleTest {

  private static final ArrivalRule RULE = ArrivalRule.oneMinuteWindows(Duration.ofSeconds(2));

  @Test
  void watermarkIsTheHighestEventTimeLessTheOutOfOrderness() {
    assertThat(RULE.watermarkMillis(second(30))).isEqualTo(second(28));
  }

  @Test
  void watermarkBeforeAnyEventStaysWhatItIs() {
    assertThat(RULE.watermarkMillis(ArrivalRule.NO_EVENT_YET)).isEqualTo(ArrivalRule.NO_EVENT_YET);
  }

  @Test
  void firstEventIsOnTimeHoweverOld() {
    assertThat(RULE.judge(Long.MIN_VALUE / 2, ArrivalRule.NO_EVENT_YET)).isEqualTo(ON_TIME);
  }

  @Test
  void eventAtTheWatermarkIsOnTime() {
    assertThat(RULE.judge(second(28), second(28))).isEqualTo(ON_TIME);
  }

  @Test
  void eventAMillisecondBehindTheWatermarkIsLate() {
    assertThat(RULE.judge(second(27.999), second(28))).isEqualTo(LATE);
  }

  @Test
  void windowCanBeCorrectedUntilAMillisecondBeforeFiveSecondsAfterItsEnd() {
    assertThat(RULE.judge(second(0), second(64.999))).isEqualTo(LATE);
    assertThat(RULE.judge(second(59.999), second(64.999))).isEqualTo(LATE);
  }

  @Test
  void windowIsClosedFiveSecondsAfterItsEnd() {
    assertThat(RULE.judge(second(0), second(65))).isEqualTo(TOO_LATE);
    assertThat(RULE.judge(second(59.999), second(65))).isEqualTo(TOO_LATE);
  }

  @Test
  void nextWindowIsOpenWhenTheOneBeforeCloses() {
    assertThat(RULE.judge(second(60), second(65))).isEqualTo(LATE);
  }

  @Test
  void windowsAreAlignedToTheEpochBeforeItToo() {
    assertThat(RULE.windowStartMillis(second(59.999))).isEqualTo(second(0));
    assertThat(RULE.windowStartMillis(second(60))).isEqualTo(second(60));
    assertThat(RULE.windowStartMillis(-1)).isEqualTo(-60_000);
  }

  @Test
  void oldestOpenWindowIsTheFirstThatAnEventMayStillEnter() {
    assertThat(RULE.oldestOpenWindowMillis(second(64.999))).isEqualTo(second(0));
    assertThat(RULE.oldestOpenWindowMillis(second(65))).isEqualTo(second(60));
  }

  @Test
  void impossibleDurationsAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> ArrivalRule.of(second.negated(), second, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outOfOrderness");
    assertThatThrownBy(() -> ArrivalRule.of(second, Duration.ofNanos(1), second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window");
    assertThatThrownBy(() -> ArrivalRule.of(second, second, second.negated()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowedLateness");
  }
}
