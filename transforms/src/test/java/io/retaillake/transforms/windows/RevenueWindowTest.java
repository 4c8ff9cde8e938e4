package io.retaillake.transforms.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class RevenueWindowTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final Instant EMITTED = Instant.parse("2026-03-14T12:01:02.345Z");
  private static final RevenueWindow ROW =
      RevenueWindow.of(
          new IntervalWindow(NOON, NOON.plus(Duration.millis(60_000))),
          "toys",
          RevenueSum.of(-1_250, 3, 5),
          PaneInfo.Timing.LATE,
          EMITTED);

  @Test
  void rowTellsTheTotalInDollarsAndTheBoundsOfItsWindow() {
    assertThat(ROW.getWindowStart()).isEqualTo(NOON);
    assertThat(ROW.getWindowEnd()).isEqualTo(Instant.parse("2026-03-14T12:01:00Z"));
    assertThat(ROW.getCategory()).isEqualTo("toys");
    assertThat(ROW.getRevenue()).isEqualTo(new BigDecimal("-12.50"));
    assertThat(ROW.getPurchases()).isEqualTo(3);
    assertThat(ROW.getEvents()).isEqualTo(5);
    assertThat(ROW.getPaneTiming()).isEqualTo("LATE");
    assertThat(ROW.getEmittedAt()).isEqualTo(EMITTED);
    assertThat(ROW.total()).isEqualTo(RevenueSum.of(-1_250, 3, 5));
  }

  @Test
  void schemaNamesTheColumnsOfTheTable() throws NoSuchSchemaException {
    Schema schema = SchemaRegistry.createDefault().getSchema(RevenueWindow.class);

    assertThat(schema.getFieldNames())
        .containsExactlyInAnyOrder(
            "window_start",
            "window_end",
            "category",
            "revenue",
            "purchases",
            "events",
            "pane_timing",
            "emitted_at");
    assertThat(schema.getField("revenue").getType()).isEqualTo(Schema.FieldType.DECIMAL);
    assertThat(schema.getField("window_start").getType()).isEqualTo(Schema.FieldType.DATETIME);
  }

  @Test
  void codingReturnsTheSameRow() throws Exception {
    SchemaCoder<RevenueWindow> coder =
        SchemaRegistry.createDefault().getSchemaCoder(RevenueWindow.class);

    assertThat(CoderUtils.clone(coder, ROW)).isEqualTo(ROW);
  }
}
