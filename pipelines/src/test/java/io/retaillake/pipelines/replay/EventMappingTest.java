package io.retaillake.pipelines.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventMappingTest {

  private static final String REQUIRED =
      "event_id={id}\nuser_id={user}\nevent_type=purchase\nevent_ts={at}\n";

  @Test
  void settingsHaveDefaultsThatSuitMostFiles() throws IOException {
    EventMapping mapping = read(REQUIRED);

    assertThat(mapping.csv()).isEqualTo(new CsvSettings(',', StandardCharsets.UTF_8));
    assertThat(mapping.moneyRounding()).isEqualTo(RoundingMode.UNNECESSARY);
    assertThat(mapping.template("brand")).isNull();
  }

  @Test
  void settingsAreTakenFromTheFile() throws IOException {
    EventMapping mapping =
        read(REQUIRED + "csv.delimiter=tab\ncsv.charset=ISO-8859-1\nmoney.rounding=half_up\n");

    assertThat(mapping.csv()).isEqualTo(new CsvSettings('\t', StandardCharsets.ISO_8859_1));
    assertThat(mapping.moneyRounding()).isEqualTo(RoundingMode.HALF_UP);
  }

  @Test
  void everyMistakeIsFoundWhenTheMappingIsRead() {
    assertWrong(REQUIRED + "usr_id = x", "'usr_id' is no key");
    assertWrong("event_id={id}\nuser_id={u}\nevent_type=purchase\n", "event_ts is missing");
    assertWrong(REQUIRED + "money.rounding = down", "money.rounding is 'down'");
    assertWrong(REQUIRED + "csv.delimiter = ::", "csv.delimiter is '::'");
    assertWrong(REQUIRED + "csv.charset = utf-ate", "csv.charset is 'utf-ate'");
    assertWrong(REQUIRED + "timestamp.zone = Berlin", "timestamp.zone");
    assertWrong(REQUIRED + "timestamp.format = never", "timestamp.format");
  }

  @Test
  void aMappingThatIsNowhereNamesTheReadyOnes() {
    assertThatThrownBy(() -> EventMapping.load("my-shop"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no mapping my-shop")
        .hasMessageContaining("complete-journey");
  }

  @Test
  void theReadyMappingTurnsALineOfTheCompleteJourneyIntoAPurchase() throws Exception {
    List<String> columns =
        List.of(
            "household_id",
            "basket_id",
            "timestamp",
            "store_id",
            "product_id",
            "department",
            "product_category",
            "brand",
            "quantity",
            "sales_value",
            "retail_disc",
            "coupon_disc",
            "coupon_match_disc");
    Object[] line = {
      900,
      31198570044L,
      LocalDateTime.of(2017, 1, 1, 11, 53, 26),
      330,
      1095275,
      "PASTRY",
      "ROLLS",
      "National",
      4,
      1.5,
      0.0,
      0.0,
      0.0
    };

    var event = new RowToEvent(EventMapping.load("complete-journey"), columns).map(line, 1);

    assertThat(event.getEventId()).isEqualTo("cj-31198570044-1095275");
    assertThat(event.getUserId()).isEqualTo("household-900");
    assertThat(event.getSessionId()).isEqualTo("basket-31198570044");
    assertThat(event.getSkuId()).isEqualTo("1095275");
    assertThat(event.getCategory()).isEqualTo("PASTRY");
    assertThat(event.getBrand()).isEqualTo("National");
    assertThat(event.getEventType()).isEqualTo("purchase");
    assertThat(event.getEventTsMicros()).isEqualTo(1_483_271_606_000_000L);
    assertThat(event.getQuantity()).isEqualTo(4);
    assertThat(event.getRevenue()).isEqualTo(new BigDecimal("1.50"));
    assertThat(event.getPrice()).isEqualTo(new BigDecimal("0.38"));
  }

  private static EventMapping read(String text) throws IOException {
    return EventMapping.read("test.properties", new StringReader(text));
  }

  private static void assertWrong(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("the mapping test.properties is wrong")
        .hasMessageContaining(why);
  }
}
