package io.retaillake.transforms.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void verdictOnAnEventIsItsArrivalAndWhetherItCameBefore() {
    assertThat(Verdict.of(Arrival.ON_TIME, false)).isEqualTo(Verdict.ON_TIME);
    assertThat(Verdict.of(Arrival.LATE, false)).isEqualTo(Verdict.LATE);
    assertThat(Verdict.of(Arrival.TOO_LATE, false)).isEqualTo(Verdict.TOO_LATE);
    assertThat(Verdict.of(Arrival.ON_TIME, true)).isEqualTo(Verdict.DUPLICATE_ON_TIME);
    assertThat(Verdict.of(Arrival.LATE, true)).isEqualTo(Verdict.DUPLICATE_LATE);
    assertThat(Verdict.of(Arrival.TOO_LATE, true)).isEqualTo(Verdict.DUPLICATE_TOO_LATE);
  }

  @Test
  void bronzeTakesTheAcceptedAndSilverTheFirst() {
    assertThat(Verdict.values())
        .filteredOn(Verdict::isAccepted)
        .containsExactly(
            Verdict.ON_TIME,
            Verdict.LATE,
            Verdict.TOO_LATE,
            Verdict.DUPLICATE_ON_TIME,
            Verdict.DUPLICATE_LATE,
            Verdict.DUPLICATE_TOO_LATE);
    assertThat(Verdict.values())
        .filteredOn(Verdict::isFirst)
        .containsExactly(Verdict.ON_TIME, Verdict.LATE, Verdict.TOO_LATE);
  }

  @Test
  void codesStayWhatTheyAreInState() {
    for (byte code = 0; code < Verdict.values().length; code++) {
      assertThat(Verdict.ofCode(code).code()).isEqualTo(code);
    }
    assertThat(Verdict.ON_TIME.code()).isEqualTo((byte) 0);
    assertThat(Verdict.DUPLICATE_ON_TIME.code()).isEqualTo((byte) 3);
    assertThat(Verdict.QUARANTINED.code()).isEqualTo((byte) 6);
    assertThat(Verdict.REPLAYED.code()).isEqualTo((byte) 7);
  }

  @Test
  void onlyAnAcceptedRecordHasAnArrival() {
    assertThat(Verdict.DUPLICATE_LATE.arrival()).isEqualTo(Arrival.LATE);
    assertThatThrownBy(Verdict.QUARANTINED::arrival).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(Verdict.REPLAYED::arrival).isInstanceOf(IllegalStateException.class);
  }
}
