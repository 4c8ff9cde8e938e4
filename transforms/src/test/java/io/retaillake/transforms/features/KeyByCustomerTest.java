package io.retaillake.transforms.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class KeyByCustomerTest {

  private static final Schema SCHEMA =
      DeltaIO.read(SilverEvents.TABLE)
          .withColumns(KeyByCustomer.COLUMNS.toArray(String[]::new))
          .schema();
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00.000001Z");
  private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000 + 1;

  @Test
  void eventsUpToTheAsOfTimeAreTakenAndLaterOnesAreNot() {
    Pipeline pipeline = Pipeline.create();
    PCollection<KV<String, CustomerEvent>> events =
        pipeline
            .apply(
                Create.of(
                        row("ada", NOON, "19.99", "s1", "toys", "DE"),
                        row("bob", NOON.plusNanos(1_000), "5.00", "s2", "toys", "DE"))
                    .withRowSchema(SCHEMA))
            .apply("KeyByCustomer", KeyByCustomer.upTo(NOON_MICROS));

    PAssert.that(events)
        .containsInAnyOrder(
            KV.of(
                "ada",
                CustomerEvent.of(EventType.PURCHASE, NOON_MICROS, 1_999, "s1", "toys", "DE")));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void whatIsMissingIsUnknownAndWorthNothing() {
    assertThat(KeyByCustomer.event(row("ada", NOON, null, null, null, null)))
        .isEqualTo(
            CustomerEvent.of(EventType.PURCHASE, NOON_MICROS, 0, "unknown", "unknown", "unknown"));
  }

  @Test
  void aTypeThatSilverDoesNotAdmitIsAFailure() {
    Row row =
        Row.fromRow(row("ada", NOON, "1.00", "s", "c", "DE")).withFieldValue(1, "poke").build();

    assertThatThrownBy(() -> KeyByCustomer.event(row)).hasMessageContaining("poke");
  }

  @Test
  void anEventComesBackFromItsCoder() throws Exception {
    KvCoder<String, CustomerEvent> coder = KvCoder.of(StringUtf8Coder.of(), CustomerEvent.coder());
    for (EventType type : EventType.values()) {
      KV<String, CustomerEvent> event =
          KV.of("ada", CustomerEvent.of(type, -1, -1_999, "s", "\uD83D\uDE00", ""));

      assertThat(CoderUtils.clone(coder, event)).isEqualTo(event);
    }
  }

  private static Row row(
      String user, Instant at, String revenue, String session, String category, String country) {
    return Row.withSchema(SCHEMA)
        .addValues(
            user,
            "purchase",
            at,
            revenue == null ? null : new BigDecimal(revenue),
            session,
            category,
            country)
        .build();
  }
}
