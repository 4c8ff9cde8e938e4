package io.retaillake.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.dashboard.testing.SmallShop;
import io.retaillake.dashboard.testing.TestServer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of a small shop, asked for over HTTP. */
class ApiTest {

  private static final String WEEK = "from=2024-03-08&to=2024-03-14";

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void serve() throws Exception {
    SmallShop.in(folder.resolve("lakehouse"));
    server = TestServer.of(folder.resolve("lakehouse"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void keyFiguresAreComparedWithAsManyDaysBefore() throws Exception {
    JsonNode data = server.json("/api/kpis?" + WEEK).get("data");

    assertThat(data.get("before_from").asText()).isEqualTo("2024-03-01");
    assertThat(data.get("before_to").asText()).isEqualTo("2024-03-07");
    assertThat(figures(data))
        .containsExactly(
            Map.entry("revenue", "260.0 150.0 0.733333"),
            Map.entry("orders", "3.0 2.0 0.5"),
            Map.entry("average_order_value", "100.0 75.0 0.333333"),
            Map.entry("buyers", "3.0 2.0 0.5"),
            Map.entry("purchases_per_view", "0.75 null null"),
            Map.entry("return_rate", "0.333333 0.0 null"));
  }

  @Test
  void moneyIsWrittenWithItsCents() throws Exception {
    assertThat(server.get("/api/kpis?" + WEEK).body())
        .contains("\"value\":260.00,\"before\":150.00");
  }

  @Test
  void withoutAllOfTheDaysBeforeThereIsNothingToCompareWith() throws Exception {
    JsonNode data = server.json("/api/kpis?from=2024-03-05&to=2024-03-14").get("data");

    assertThat(data.at("/figures/0/value").decimalValue()).isEqualByComparingTo("310.00");
    assertThat(data.at("/figures/0/change").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "category=Toys, 100.00, 2",
    "country=US, 220.00, 2",
    "category=Toys&country=US, 60.00, 1",
    "category=Books&country=DE, 0, 0"
  })
  void filtersChangeTheFigures(String filter, BigDecimal revenue, int orders) throws Exception {
    JsonNode data = server.json("/api/kpis?" + WEEK + "&" + filter).get("data");

    assertThat(data.at("/figures/0/value").decimalValue()).isEqualByComparingTo(revenue);
    assertThat(data.at("/figures/1/value").asInt()).isEqualTo(orders);
  }

  @Test
  void withoutFiltersTheLastFourWeeksWithEventsAreShown() throws Exception {
    JsonNode filters = server.json("/api/overview").get("filters");

    assertThat(filters.toString())
        .isEqualTo(
            "{\"from\":\"2024-02-29\",\"to\":\"2024-03-14\",\"category\":null,\"country\":null}");
  }

  @Test
  void revenueByDayHasEveryDay() throws Exception {
    JsonNode days = server.json("/api/trend?" + WEEK).get("data");

    assertThat(days).hasSize(7);
    assertThat(days.get(0).toString())
        .isEqualTo(
            "{\"first_day\":\"2024-03-08\",\"last_day\":\"2024-03-08\",\"partial\":false,"
                + "\"revenue\":200.0,\"orders\":1}");
    assertThat(days.get(1).get("revenue").asDouble()).isZero();
    assertThat(days.get(4).get("revenue").asDouble()).isEqualTo(-40);
  }

  @Test
  void manyDaysAreSummedByWeekBackFromTheLast() throws Exception {
    JsonNode weeks = server.json("/api/trend?from=2023-12-10&to=2024-03-14").get("data");

    assertThat(weeks).hasSize(14);
    assertThat(weeks.get(0).get("partial").asBoolean()).isTrue();
    assertThat(weeks.get(0).get("first_day").asText()).isEqualTo("2023-12-10");
    assertThat(weeks.get(12).get("revenue").asDouble()).isEqualTo(150);
    assertThat(weeks.get(13).get("first_day").asText()).isEqualTo("2024-03-08");
    assertThat(weeks.get(13).get("revenue").asDouble()).isEqualTo(260);
  }

  @Test
  void categoriesCanBeComparedWhileOneIsChosen() throws Exception {
    JsonNode categories = server.json("/api/categories?" + WEEK + "&category=Toys").get("data");

    assertThat(categories).hasSize(2);
    assertThat(categories.get(0).toString())
        .isEqualTo(
            "{\"category\":\"Books\",\"revenue\":160.0,\"orders\":1,\"returns\":1,"
                + "\"share\":0.6153846153846154}");
  }

  @Test
  void countriesFollowTheCategory() throws Exception {
    JsonNode countries = server.json("/api/countries?" + WEEK + "&category=Toys").get("data");

    assertThat(countries.findValuesAsText("country")).containsExactly("US", "DE");
    assertThat(countries.findValuesAsText("revenue")).containsExactly("60.0", "40.0");
  }

  @Test
  void theDayHasTwentyFourHours() throws Exception {
    JsonNode hours = server.json("/api/hourly?" + WEEK).get("data");

    assertThat(hours).hasSize(24);
    assertThat(hours.at("/0/revenue").asDouble()).isEqualTo(60);
    assertThat(hours.at("/9/revenue").asDouble()).isEqualTo(-40);
    assertThat(hours.at("/10/revenue").asDouble()).isEqualTo(200);
    assertThat(hours.at("/23/orders").asInt()).isEqualTo(1);
  }

  @Test
  void aWindowsTruthIsItsRowWithTheMostEvents() throws Exception {
    JsonNode windows = server.json("/api/windows").get("data");

    assertThat(windows.findValuesAsText("window_start"))
        .containsExactly("2024-03-10T23:59:00Z", "2024-03-08T10:00:00Z", "2024-02-29T12:00:00Z");
    assertThat(windows.get(1).toString()).contains("\"revenue\":200.0,\"orders\":2,\"late\":true");
  }

  @Test
  void latenciesAreExactAndToldAgainstTheSla() throws Exception {
    JsonNode latency = server.json("/api/latency").get("data");

    assertThat(latency.findValuesAsText("percentile"))
        .containsExactly("50.0", "90.0", "95.0", "99.0", "100.0");
    assertThat(latency.findValuesAsText("latency_ms"))
        .containsExactly("100", "100", "9000", "9000", "9000");
    assertThat(latency.at("/0/share_within_sla").asDouble()).isEqualTo(10.0 / 11);
  }

  @Test
  void healthCountsLateQuarantinedWaitingAndTellsEachLastCommit() throws Exception {
    JsonNode health = server.json("/api/health");

    assertThat(health.get("events").asInt()).isEqualTo(11);
    assertThat(health.get("late").asInt()).isEqualTo(1);
    assertThat(health.get("too_late").asInt()).isEqualTo(1);
    assertThat(health.get("late_share").asDouble()).isEqualTo(2.0 / 11);
    assertThat(health.get("lag_records").asInt()).isEqualTo(7);
    assertThat(health.get("quarantined").asInt()).isZero();
    JsonNode silver = health.at("/tables/1");
    assertThat(silver.get("name").asText()).isEqualTo("silver_events");
    assertThat(silver.get("rows").asInt()).isEqualTo(11);
    assertThat(silver.get("version").asInt()).isEqualTo(2);
    assertThat(health.at("/tables/0/made_by").asText()).isEqualTo("StreamPipeline");
  }

  @Test
  void aMissingTableSaysWhichProgramMakesIt() throws Exception {
    try (TestServer empty = TestServer.of(folder.resolve("nothing"))) {
      JsonNode cards = empty.json("/api/overview").get("cards");

      assertThat(cards.at("/segments/message").asText())
          .isEqualTo("There is no table gold_customer_segments yet. SegmentCustomers makes it.");
      assertThat(cards.at("/experiment/made_by").asText()).isEqualTo("AnalyzeExperiment");
      assertThat(empty.get("/api/kpis").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCustomerHasFeaturesValueAndSegment() throws Exception {
    JsonNode customer = server.json("/api/customers/u1");

    assertThat(customer.get("user_id").asText()).isEqualTo("u1");
    assertThat(customer.at("/features/home_country").asText()).isNotEmpty();
    assertThat(customer.get("prob_alive")).isEqualTo(customer.at("/value/prob_alive"));
    assertThat(customer.get("prob_alive").isNumber()).isTrue();
    assertThat(customer.at("/segment/segment").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "<script>alert(1)</script>",
        "' or '1'='1",
        "u1' --",
        "../../etc/passwd",
        "u1%",
        "nobody"
      })
  void aCustomerNobodyKnowsIsNotFoundAndNotRepeated(String id) throws Exception {
    HttpResponse<String> answer = server.get("/api/customers/" + encoded(id));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain(id).doesNotContain("<script");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=yesterday | 'from' is no day",
        "from=2024-02-30 | 'from' is no day",
        "to=0001-01-01 | 'to' is no day",
        "from=2024-03-02&to=2024-03-01 | 'from' is after 'to'",
        "from=2024-03-01&from=2024-03-02 | 'from' is there twice",
        "category=Cars | No event has such a category. Choose from: Books, Toys.",
        "country=US' or 1=1 -- | No event has such a country. Choose from: DE, US.",
        "sort=revenue | There is no such parameter"
      })
  void aBadFilterIsRefusedAndTheReasonTold(String query, String reason) throws Exception {
    HttpResponse<String> answer =
        server.get("/api/overview?" + query.replace(" ", "%20").replace("'", "%27"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(reason);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, String> figures(JsonNode data) {
    Map<String, String> figures = new LinkedHashMap<>();
    data.get("figures")
        .forEach(
            figure ->
                figures.put(
                    figure.get("name").asText(),
                    told(figure.get("value"))
                        + " "
                        + told(figure.get("before"))
                        + " "
                        + told(figure.get("change"))));
    return figures;
  }

  private static String told(JsonNode number) {
    return number.isNull() ? "null" : String.valueOf(number.asDouble());
  }
}
