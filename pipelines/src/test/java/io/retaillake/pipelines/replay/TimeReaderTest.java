package io.retaillake.pipelines.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TimeReaderTest {

  private final TimeReader berlin = new TimeReader(ZoneId.of("Europe/Berlin"), "iso");
  private final TimeReader utc = new TimeReader(ZoneOffset.UTC, "iso");

  @Test
  void aTimeWithoutAZoneIsInTheMappingsZone() throws BadRowException {
    assertThat(read(berlin, "2017-07-01 12:30:27")).isEqualTo("2017-07-01T10:30:27Z");
    assertThat(read(berlin, "2017-01-01T12:30")).isEqualTo("2017-01-01T11:30:00Z");
    assertThat(read(berlin, LocalDateTime.of(2017, 1, 1, 12, 30)))
        .isEqualTo("2017-01-01T11:30:00Z");
    assertThat(read(berlin, "2017-01-01")).isEqualTo("2016-12-31T23:00:00Z");
    assertThat(read(utc, LocalDate.of(2017, 1, 1))).isEqualTo("2017-01-01T00:00:00Z");
  }

  @Test
  void aTimeWithAZoneKeepsIt() throws BadRowException {
    assertThat(read(berlin, "2017-01-01T12:30:27.123456789Z"))
        .isEqualTo("2017-01-01T12:30:27.123456Z");
    assertThat(read(berlin, "2017-01-01 12:30:27-05:00")).isEqualTo("2017-01-01T17:30:27Z");
    assertThat(read(berlin, "2017-01-01 12:30:27+0100")).isEqualTo("2017-01-01T11:30:27Z");
    assertThat(read(berlin, Instant.parse("2017-01-01T12:30:27Z")))
        .isEqualTo("2017-01-01T12:30:27Z");
  }

  @Test
  void whereClocksChangeAMissingTimeMovesForwardAndADoubleTimeIsTheFirst() throws BadRowException {
    assertThat(read(berlin, "2017-03-26 02:30:00")).isEqualTo("2017-03-26T01:30:00Z");
    assertThat(read(berlin, "2017-10-29 02:30:00")).isEqualTo("2017-10-29T00:30:00Z");
  }

  @Test
  void numbersCountFrom1970InTheUnitThatIsNamed() throws BadRowException {
    assertThat(read(new TimeReader(ZoneOffset.UTC, "epoch_seconds"), 1_483_273_827L))
        .isEqualTo("2017-01-01T12:30:27Z");
    assertThat(read(new TimeReader(ZoneOffset.UTC, "epoch_millis"), "1483273827123"))
        .isEqualTo("2017-01-01T12:30:27.123Z");
    assertThat(read(new TimeReader(ZoneOffset.UTC, "epoch_micros"), -1L))
        .isEqualTo("1969-12-31T23:59:59.999999Z");
  }

  @Test
  void aPatternIsTakenAsJavaHasIt() throws BadRowException {
    assertThat(read(new TimeReader(ZoneOffset.UTC, "M/d/yyyy H:mm"), "12/1/2010 8:26"))
        .isEqualTo("2010-12-01T08:26:00Z");
  }

  @Test
  void whatIsNoTimeIsABadRow() {
    assertBad(utc, "01.12.2010", "'01.12.2010' is not a time in the format given");
    assertBad(utc, 1_483_273_827L, "'1483273827' is not a time in the format given");
    assertBad(
        new TimeReader(ZoneOffset.UTC, "epoch_seconds"),
        Long.MAX_VALUE,
        "'9223372036854775807' is not a time in the format given");
    assertBad(
        new TimeReader(ZoneOffset.UTC, "epoch_millis"),
        "today",
        "'today' is not a whole number since 1970");
  }

  private static String read(TimeReader reader, Object cell) throws BadRowException {
    long micros = reader.micros("event_ts", cell);
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static void assertBad(TimeReader reader, Object cell, String reason) {
    assertThatThrownBy(() -> reader.micros("event_ts", cell))
        .isInstanceOf(BadRowException.class)
        .hasMessage(reason);
  }
}
