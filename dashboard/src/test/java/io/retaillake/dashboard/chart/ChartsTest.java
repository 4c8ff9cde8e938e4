package io.retaillake.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.bigquery.testing.Shops;
import io.retaillake.bigquery.testing.TestLakehouse;
import io.retaillake.dashboard.render.ChartRenderer;
import io.retaillake.dashboard.render.Fonts;
import io.retaillake.dashboard.render.RenderRequest;
import io.retaillake.dashboard.render.RenderedChart;
import io.retaillake.dashboard.render.SvgTexts;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every chart, at both sizes, on lakehouses from empty to full. */
class ChartsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Map<Shops, ChartReader> READERS = new EnumMap<>(Shops.class);

  @TempDir static Path folder;
  private static ChartRenderer renderer;
  private static Fonts fonts;

  @BeforeAll
  static void publish() {
    renderer = ChartRenderer.start(2);
    fonts = Fonts.load();
    for (Shops shop : Shops.values()) {
      TestLakehouse lakehouse = new TestLakehouse(folder.resolve(shop.name()));
      shop.fill(lakehouse);
      DuckDbWarehouse warehouse = DuckDbWarehouse.at(folder.resolve(shop + ".duckdb"));
      warehouse.publish(lakehouse.tables());
      READERS.put(shop, new ChartReader(warehouse, TIMEOUT));
    }
  }

  @AfterAll
  static void stop() {
    renderer.close();
  }

  static Stream<String> charts() {
    return ChartLibrary.load().all().stream().map(ChartDefinition::id);
  }

  @Test
  void thereAreTwentyOne() {
    assertThat(ChartLibrary.load().all()).hasSize(21);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void showsTheFiguresOfItsQueryAndNoTextRunsIntoAnother(String id) throws Exception {
    ChartData data = READERS.get(Shops.LIKE_THE_DEMO).read(chart(id));

    RenderedChart full =
        draw(chart(id), data, RenderRequest.FULL_WIDTH, RenderRequest.FULL_HEIGHT, true);
    RenderedChart card =
        draw(chart(id), data, RenderRequest.CARD_WIDTH, RenderRequest.CARD_HEIGHT, false);

    assertThat(data.notice()).isEmpty();
    assertThat(full.warnings()).isEmpty();
    assertThat(full.title()).isNotBlank().doesNotContain("undefined", "NaN", "null");
    assertThat(full.svg()).contains("role=\"graphics-symbol\"", data.footer().substring(0, 20));
    assertThat(full.svg()).doesNotContain("NaN", "undefined", "null");
    checkFigures(data, full);
    assertThat(data.csv().lines().count()).isEqualTo(data.rows().size() + 1L);
    assertThat(data.csv().lines().findFirst()).contains(String.join(",", data.columns()));
    checkTexts(full, RenderRequest.FULL_WIDTH, RenderRequest.FULL_HEIGHT);
    checkTexts(card, RenderRequest.CARD_WIDTH, RenderRequest.CARD_HEIGHT);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void saysSoWhenThereIsNothingOrLittleToShow(String id) throws Exception {
    ChartData nothing = READERS.get(Shops.EMPTY).read(chart(id));
    ChartData little = READERS.get(Shops.ONE_USER).read(chart(id));
    ChartData odd = READERS.get(Shops.EDGES).read(chart(id));

    List<String> titles = new ArrayList<>();
    for (ChartData data : List.of(nothing, little, odd)) {
      RenderedChart drawn =
          draw(chart(id), data, RenderRequest.CARD_WIDTH, RenderRequest.CARD_HEIGHT, true);
      assertThat(drawn.svg()).doesNotContain("NaN", "undefined", "null");
      titles.add(drawn.title());
    }

    assertThat(little.footer()).contains("few rows: they tell little");
    if (!nothing.notice().isEmpty()) {
      assertThat(nothing.notice()).startsWith("No rows to show yet");
      assertThat(titles.get(0)).isEqualTo("Nothing to show yet");
    }
  }

  /** The figure of each row that its mark tells: the column, and how it is written. */
  private static final Map<String, String> TOLD =
      Map.ofEntries(
          Map.entry("01-event-types", "events %,d events"),
          Map.entry("02-latency-histogram", "events %,d events"),
          Map.entry("03-hour-weekday", "events %,d events"),
          Map.entry("04-medallion-funnel", "records %,d records"),
          Map.entry("05-revenue-by-category", "revenue $%,.0f"),
          Map.entry("06-cohort-retention", "active_users %,d of"),
          Map.entry("07-clv-distribution", "customers %,d customers"),
          Map.entry("08-clv-pareto", "customer_percent best %d%% of customers"),
          Map.entry("09-prob-alive", "customers %,d customers"),
          Map.entry("10-elbow", "inertia inertia %,.0f"),
          Map.entry("11-silhouette", "silhouette silhouette %.3f"),
          Map.entry("12-segment-bubbles", "customers %,d customers"),
          Map.entry("13-ab-conversion", "converted %,d of"),
          Map.entry("14-ab-revenue", "customers %,d customers"),
          Map.entry("15-rfm-heat-map", "customers %,d customers"),
          Map.entry("16-revenue-by-tier", "customers %,d customers"),
          Map.entry("17-revenue-windows", "windows in %,d windows"),
          Map.entry("18-latency-percentiles", "percentile p%s"),
          Map.entry("19-raw-against-view", "rows for %,d rows"),
          Map.entry("20-category-baskets", "customers %,d customers"),
          Map.entry("21-purchase-funnel", "sessions %,d sessions"));

  private static final Pattern MARK =
      Pattern.compile("aria-label=\"([^\"]*)\"[^>]*aria-roledescription=\"([^\"]*)\"");

  private static void checkFigures(ChartData data, RenderedChart chart) {
    List<String> marks =
        MARK.matcher(chart.svg())
            .results()
            .filter(mark -> !mark.group(2).matches("text mark|rule mark|axis|legend"))
            .map(mark -> mark.group(1))
            .toList();
    String told = TOLD.get(chart.id());
    int column = data.columns().indexOf(told.substring(0, told.indexOf(' ')));
    String form = told.substring(told.indexOf(' ') + 1);

    assertThat(marks).hasSameSizeAs(data.rows());
    for (List<Object> row : data.rows()) {
      String figure = written(form, row.get(column));
      assertThat(marks).anyMatch(mark -> mark.contains(figure));
    }
  }

  private static String written(String form, Object value) {
    if (form.equals("p%s")) {
      double percentile = ((Number) value).doubleValue();
      return percentile == 100 ? "max" : "p" + new DecimalFormat("0.#").format(percentile);
    }
    Object number =
        form.contains("d") && form.matches(".*%,?d.*") ? ((Number) value).longValue() : value;
    return String.format(Locale.ROOT, form, number).replace("$-", "$−");
  }

  @Test
  void aTableThatIsNotThereNamesTheProgramThatMakesIt() {
    TestLakehouse lakehouse = new TestLakehouse(folder.resolve("few-tables"));
    DuckDbWarehouse warehouse = DuckDbWarehouse.at(folder.resolve("few-tables.duckdb"));
    warehouse.publish(List.of(lakehouse.table("silver_events")));

    ChartData data = new ChartReader(warehouse, TIMEOUT).read(chart("08-clv-pareto"));

    assertThat(data.notice())
        .isEqualTo("There is no table gold_customer_value yet. EstimateCustomerValue makes it.");
  }

  private static void checkTexts(RenderedChart chart, int width, int height) throws Exception {
    List<SvgTexts.Box> boxes = SvgTexts.of(chart.svg(), fonts).boxes();
    for (int i = 0; i < boxes.size(); i++) {
      assertThat(boxes.get(i).shape().getBounds2D().getMinX())
          .as(boxes.get(i).text())
          .isGreaterThanOrEqualTo(-1);
      assertThat(boxes.get(i).shape().getBounds2D().getMaxX())
          .as(boxes.get(i).text())
          .isLessThanOrEqualTo(width + 1.0);
      assertThat(boxes.get(i).shape().getBounds2D().getMinY())
          .as(boxes.get(i).text())
          .isGreaterThanOrEqualTo(-1);
      assertThat(boxes.get(i).shape().getBounds2D().getMaxY())
          .as(boxes.get(i).text())
          .isLessThanOrEqualTo(height + 1.0);
      for (int j = 0; j < i; j++) {
        assertThat(boxes.get(i).overlaps(boxes.get(j)))
            .as("'%s' and '%s' overlap", boxes.get(i).text(), boxes.get(j).text())
            .isFalse();
      }
    }
  }

  private static ChartDefinition chart(String id) {
    return ChartLibrary.load().find(id).orElseThrow();
  }

  private static RenderedChart draw(
      ChartDefinition chart, ChartData data, int width, int height, boolean framed)
      throws Exception {
    return renderer
        .render(
            new RenderRequest(
                chart.id(),
                chart.specification(),
                chart.titleScript(),
                data.json(),
                data.notice(),
                data.footer(),
                width,
                height,
                "dark",
                framed,
                false))
        .get();
  }
}
