package io.retaillake.transforms.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times are days after the epoch. */
class RecentIdsTest {

  private final RecentIds ids = new RecentIds();

  @Test
  void idIsNewOnce() {
    assertThat(ids.add("a", day(1))).isTrue();
    assertThat(ids.add("b", day(1))).isTrue();
    assertThat(ids.add("a", day(1))).isFalse();
    assertThat(ids.size()).isEqualTo(2);
  }

  @Test
  void idIsKnownWhateverTheTimeOfItsCopy() {
    ids.add("a", day(3));

    assertThat(ids.add("a", day(1))).isFalse();
    assertThat(ids.add("a", day(9))).isFalse();
  }

  @Test
  void idIsKnownAsLongAsTheDayOfAnyCopyIsKept() {
    ids.add("a", day(1));
    ids.add("a", day(3));
    ids.forgetBefore(day(2));

    assertThat(ids.add("a", day(4))).isFalse();
  }

  @Test
  void dayIsForgottenWhenTheHorizonHasPassedItsEnd() {
    ids.add("a", day(1));
    ids.forgetBefore(day(2) - 1);
    assertThat(ids.add("a", day(1))).isFalse();

    ids.forgetBefore(day(2));
    assertThat(ids.size()).isZero();
    assertThat(ids.add("a", day(2))).isTrue();
  }

  @Test
  void dayBeforeTheEpochIsADayLikeAnyOther() {
    ids.add("a", -1);
    ids.forgetBefore(-1);
    assertThat(ids.add("a", -1)).isFalse();
    ids.forgetBefore(0);
    assertThat(ids.add("a", 0)).isTrue();
  }

  @Test
  void hundredThousandIdsAreToldApartAndComeBackFromState() throws IOException {
    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.add("event-" + i, day(i % 7))).isTrue();
    }
    RecentIds restored = copy(ids);

    assertThat(restored.size()).isEqualTo(100_000);
    for (int i = 0; i < 100_000; i++) {
      assertThat(restored.add("event-" + i, day(i % 7))).isFalse();
    }
    assertThat(restored.add("event-100000", day(0))).isTrue();
  }

  @Test
  void idInStateIsSixteenBytes() throws IOException {
    ids.add("an id that is rather longer than sixteen bytes", day(1));
    ids.add("b", day(1));

    // The number of days, the day, the number of its ids, the ids.
    assertThat(bytes(ids)).hasSize(4 + 8 + 4 + 2 * 16);
  }

  @Test
  void blockHoldsWhatCameSinceTheLastOne() {
    ids.add("a", day(1));
    ids.add("b", day(2));
    byte[] first = ids.takeNews();
    assertThat(ids.hasNews()).isFalse();
    ids.add("a", day(1));
    assertThat(ids.hasNews()).isFalse();
    ids.add("a", day(3));
    byte[] second = ids.takeNews();

    RecentIds restored = new RecentIds();
    restored.recall(second);
    assertThat(restored.size()).isEqualTo(1);
    restored.recall(first);
    assertThat(restored.size()).isEqualTo(3);
    assertThat(restored.hasNews()).isFalse();
    assertThat(restored.add("b", day(2))).isFalse();
  }

  private static long day(int day) {
    return Duration.ofDays(day).toMillis();
  }

  private static RecentIds copy(RecentIds ids) throws IOException {
    RecentIds copy = new RecentIds();
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(ids))));
    return copy;
  }

  private static byte[] bytes(RecentIds ids) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ids.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
