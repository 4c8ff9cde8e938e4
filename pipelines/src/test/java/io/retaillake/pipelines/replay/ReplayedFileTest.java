package io.retaillake.pipelines.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a small file of orders, CSV or Parquet, to the events that a producer would send. */
class ReplayedFileTest {

  private static final String MAPPING =
      """
      event_id   = {order}-{#}
      user_id    = customer-{customer}
      sku_id     = {article}
      category   = {group|unknown}
      event_type = purchase
      event_ts   = {at}
      timestamp.zone = America/New_York
      quantity   = {pieces}
      revenue    = {paid}
      price      = revenue / quantity
      country    = US
      """;

  @TempDir private Path folder;

  private final List<RetailEvent> events = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  @Test
  void aCsvFilesRowsBecomeEventsInOrder() throws IOException {
    ReplayedFile replayed =
        replay(
            csv(
                """
                \uFEFForder,at,customer,article,group,pieces,paid
                A1,2017-01-01 12:00:00,7,SKU-1,"Bread, rolls",3,10.00

                A2,2017-01-01 11:00:00,8,SKU-2,,0,4.99
                """),
            MAPPING);

    assertThat(events)
        .containsExactly(
            event("A1-1", "customer-7", "SKU-1", "Bread, rolls", 3, "10.00")
                .setPrice(new BigDecimal("3.33"))
                .setEventTsMicros(micros("2017-01-01T17:00:00Z"))
                .build(),
            event("A2-2", "customer-8", "SKU-2", "unknown", 0, "4.99")
                .setPrice(new BigDecimal("4.99"))
                .setEventTsMicros(micros("2017-01-01T16:00:00Z"))
                .build());
    assertThat(keys).containsExactly("customer-7", "customer-8");
    assertThat(replayed.rows()).isEqualTo(2);
    assertThat(replayed.events()).isEqualTo(2);
    assertThat(replayed.backwards()).isEqualTo(1);
    assertThat(replayed.revenueUsd()).isEqualTo(new BigDecimal("14.99"));
  }

  @Test
  void badRowsAreCountedAndToldWithRowFieldAndReasonAndTheRestIsSent() throws IOException {
    ReplayedFile replayed =
        replay(
            csv(
                """
                order,at,customer,article,group,pieces,paid
                A1,2017-01-01 12:00:00,7,SKU-1,Bread,3,10.00
                A2,yesterday,7,SKU-1,Bread,3,10.00
                A3,2017-01-01 12:00:00,,SKU-1,Bread,3,10.00
                A4,2017-01-01 12:00:00,7,SKU-1,Bread,three,10.00
                A5,2017-01-01 12:00:00,7,SKU-1,Bread,3,10.001
                A6,2017-01-01 12:00:00,7
                A7,2017-01-01 12:00:01,7,SKU-1,Bread,3,10.00
                """),
            MAPPING);

    assertThat(replayed.badRows().count()).isEqualTo(4);
    assertThat(replayed.badRows().first())
        .containsExactly(
            "row 2: event_ts 'yesterday' is not a time in the format given",
            "row 3: user_id is blank",
            "row 4: quantity 'three' is not a number",
            "row 5: revenue '10.001' has more than two decimals");
    assertThat(events).extracting(RetailEvent::getEventId).containsExactly("A1-1", "A6-6", "A7-7");
    assertThat(events.get(1).getRevenue()).isNull();
    assertThat(replayed.rows()).isEqualTo(replayed.events() + replayed.badRows().count());
  }

  @Test
  void aParquetFilesTypesAreTakenForWhatTheyMean() throws IOException {
    Path file = folder.resolve("orders.parquet");
    OrdersInParquet.write(file);

    ReplayedFile replayed =
        replay(
            file,
            """
            event_id   = {order}
            user_id    = {customer}
            brand      = {brand}
            event_type = purchase
            event_ts   = {at_local}
            timestamp.zone = America/New_York
            quantity   = {pieces}
            revenue    = {paid}
            price      = {price}
            """);

    assertThat(replayed.badRows().first()).isEmpty();
    assertThat(events)
        .containsExactly(
            RetailEvent.builder()
                .setEventId("1")
                .setUserId("900")
                .setBrand("Nord")
                .setEventType("purchase")
                .setEventTsMicros(micros("2017-01-01T17:00:00.123Z"))
                .setQuantity(3)
                .setRevenue(new BigDecimal("10.50"))
                .setPrice(new BigDecimal("3.50"))
                .build(),
            RetailEvent.builder()
                .setEventId("2")
                .setUserId("901")
                .setEventType("purchase")
                .setEventTsMicros(micros("2017-01-01T17:00:01.123Z"))
                .setQuantity(1)
                .setRevenue(new BigDecimal("0.30"))
                .setPrice(new BigDecimal("0.30"))
                .build());
  }

  @Test
  void everyKindOfParquetTimeIsUnderstood() throws IOException {
    Path file = folder.resolve("orders.parquet");
    OrdersInParquet.write(file);
    for (String column : List.of("at_utc", "at_int96")) {
      events.clear();
      replay(
          file,
          "event_id={order}\nuser_id={customer}\nevent_type=search\nevent_ts={" + column + "}\n");

      assertThat(events)
          .extracting(RetailEvent::getEventTsMicros)
          .as(column)
          .containsExactly(micros("2017-01-01T12:00:00.123Z"), micros("2017-01-01T12:00:01.123Z"));
    }
  }

  @Test
  void aFileThatIsNoParquetOrUnknownOrMissingIsAUserError() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.parquet"), "PAR1 and no more");
    Path sheet = Files.writeString(folder.resolve("orders.xlsx"), "PK");

    assertUserError(broken, ExitCode.IO, "can't be read as Parquet");
    assertUserError(sheet, ExitCode.USAGE, "can't be told from its name");
    assertUserError(folder.resolve("none.csv"), ExitCode.IO, "there is no file");
    assertUserError(Files.writeString(folder.resolve("empty.csv"), ""), ExitCode.USAGE, "is empty");
  }

  private void assertUserError(Path file, ExitCode code, String problem) {
    assertThatThrownBy(() -> replay(file, MAPPING))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(code))
        .hasMessageContaining(problem);
  }

  private Path csv(String content) throws IOException {
    return Files.writeString(folder.resolve("orders.csv"), content);
  }

  private ReplayedFile replay(Path path, String mappingText) throws IOException {
    EventMapping mapping = EventMapping.read("test", new StringReader(mappingText));
    ReplayedFile replayed = new ReplayedFile();
    try (OrderFile file = OrderFile.open(path, mapping.csv());
        ProgressLine progress = ProgressLine.start("test", OptionalLong.empty())) {
      replayed.send(file, new RowToEvent(mapping, file.columns()), this::keep, progress);
    }
    return replayed;
  }

  private void keep(byte[] key, byte[] value) {
    keys.add(new String(key, StandardCharsets.UTF_8));
    try {
      events.add(RetailEventCodec.create().decode(value));
    } catch (UndecodableEventException e) {
      throw new AssertionError(e);
    }
  }

  private static RetailEvent.Builder event(
      String id, String user, String sku, String category, int quantity, String revenue) {
    return RetailEvent.builder()
        .setEventId(id)
        .setUserId(user)
        .setSkuId(sku)
        .setCategory(category)
        .setEventType("purchase")
        .setQuantity(quantity)
        .setRevenue(new BigDecimal(revenue))
        .setCountry("US");
  }

  private static long micros(String instant) {
    Instant time = Instant.parse(instant);
    return time.getEpochSecond() * 1_000_000L + time.getNano() / 1_000;
  }
}
