package io.retaillake.bigquery.testing;

import static io.retaillake.bigquery.testing.Rows.silver;
import static io.retaillake.bigquery.testing.Rows.window;
import static io.retaillake.bigquery.testing.Rows.with;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lakehouses that the engines are compared on. */
public enum Shops {
  /** All tables, no rows. */
  EMPTY {
    @Override
    public void fill(TestLakehouse lakehouse) {}
  },
  /** One customer with one purchase. */
  ONE_USER {
    @Override
    public void fill(TestLakehouse lakehouse) {
      lakehouse
          .append(
              "silver_events",
              List.of(silver("a", "u1", "purchase", "2024-02-29T12:00:00Z", "revenue", "10.00")))
          .append(
              "gold_revenue_windows",
              List.of(
                  window(
                      "2024-02-29T12:00:00Z",
                      "Books",
                      "10.00",
                      1,
                      "ON_TIME",
                      "2024-02-29T12:01:03Z")));
      customers(lakehouse, List.of("u1"), new Random(1));
    }
  },
  /** Nulls, ties, year ends, returns, days far apart. */
  EDGES {
    @Override
    public void fill(TestLakehouse lakehouse) {
      lakehouse
          .append(
              "silver_events",
              List.of(
                  silver("a", "u1", "purchase", "2023-12-31T23:59:59.999999Z", "revenue", "10.00"),
                  silver("b", "u1", "purchase", "2024-01-01T00:00:00Z", "revenue", "10.00"),
                  silver("c", "u1", "purchase", "2024-01-01T00:00:00Z", "revenue", "0.01"),
                  silver("d", "u1", "return", "2024-01-31T00:00:00Z", "revenue", "-10.00"),
                  silver(
                      "e",
                      "u2",
                      "purchase",
                      "2023-12-31T00:00:00Z",
                      "revenue",
                      "0.00",
                      "category",
                      null,
                      "country",
                      null,
                      "session_id",
                      null),
                  silver(
                      "f",
                      "u2",
                      "purchase",
                      "2025-01-01T00:00:00Z",
                      "revenue",
                      "99.99",
                      "category",
                      "Élan",
                      "country",
                      null),
                  silver("g", "u2", "page_view", "2025-01-01T00:00:01Z", "category", null),
                  silver(
                      "h",
                      "u3",
                      "search",
                      "2024-12-31T23:00:00Z",
                      "category",
                      null,
                      "arrival",
                      "late",
                      "is_late_arrival",
                      true,
                      "flink_latency_ms",
                      0),
                  silver(
                      "i",
                      "u3",
                      "purchase",
                      "2024-12-31T23:00:00Z",
                      "revenue",
                      null,
                      "category",
                      "",
                      "arrival",
                      "too_late",
                      "is_late_arrival",
                      true),
                  silver(
                      "j",
                      "u4",
                      "purchase",
                      "2024-01-30T10:00:00Z",
                      "revenue",
                      "20.00",
                      "category",
                      "Toys",
                      "flink_latency_ms",
                      8000),
                  silver(
                      "k",
                      "u4",
                      "purchase",
                      "2024-02-29T10:00:00Z",
                      "revenue",
                      "20.00",
                      "category",
                      "Books",
                      "flink_latency_ms",
                      123456789L),
                  silver("l", "u4", "add_to_cart", "2024-03-30T10:00:00Z"),
                  silver(
                      "m",
                      "u5",
                      "return",
                      "2024-03-30T10:00:00Z",
                      "revenue",
                      "-5.00",
                      "session_id",
                      null)))
          .append(
              "gold_revenue_windows",
              List.of(
                  window(
                      "2023-12-31T23:59:00Z",
                      "Books",
                      "10.00",
                      1,
                      "ON_TIME",
                      "2024-01-01T00:00:05Z"),
                  window(
                      "2023-12-31T23:59:00Z",
                      "Books",
                      "10.00",
                      1,
                      "ON_TIME",
                      "2024-01-01T00:00:05Z"),
                  window(
                      "2023-12-31T23:59:00Z", "Books", "15.00", 2, "LATE", "2024-01-01T00:00:09Z"),
                  window(
                      "2024-01-01T00:00:00Z", "Books", "10.01", 2, "LATE", "2024-01-01T00:01:09Z"),
                  window(
                      "2024-01-01T00:00:00Z",
                      "Toys",
                      "-1.00",
                      1,
                      "ON_TIME",
                      "2024-01-01T00:01:05Z")))
          .append(
              "quarantine_events",
              List.of(
                  with(
                      new HashMap<>(),
                      "raw_value",
                      new byte[] {0, -1},
                      "kafka_topic",
                      "t",
                      "kafka_partition",
                      0,
                      "kafka_offset",
                      1,
                      "kafka_ts",
                      Instant.EPOCH,
                      "step",
                      "decode",
                      "reason",
                      "it's no Avro",
                      "quarantined_at",
                      Instant.now().truncatedTo(ChronoUnit.MICROS))));
      customers(lakehouse, List.of("u1", "u2", "u3", "u4"), new Random(2));
    }
  },
  /** A shop of fourteen months with 400 customers and 12,000 events, from a fixed seed. */
  LIKE_THE_DEMO {
    @Override
    public void fill(TestLakehouse lakehouse) {
      Random random = new Random(42);
      List<String> users = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        users.add("user-" + i);
      }
      List<Map<String, Object>> events = new ArrayList<>();
      List<Map<String, Object>> windows = new ArrayList<>();
      Instant start = Instant.parse("2023-11-15T00:00:00Z");
      for (int i = 0; i < 12_000; i++) {
        events.add(event(random, i, start));
        if (i % 10 == 0) {
          windows.addAll(windows(random, start));
        }
      }
      lakehouse
          .append("silver_events", events.subList(0, 7_000))
          .append("silver_events", events.subList(7_000, 12_000))
          .append("bronze_events", bronze(events))
          .append("gold_revenue_windows", windows);
      customers(lakehouse, users, random);
    }
  };

  private static final List<String> CATEGORIES = List.of("Books", "Toys", "Garden", "Audio", "Art");
  private static final List<String> TYPES =
      List.of("page_view", "page_view", "search", "add_to_cart", "purchase", "return", "wishlist");
  private static final List<String> TIERS = List.of("Champions", "Loyalists", "At Risk", "Churned");

  /** Writes the rows. */
  public abstract void fill(TestLakehouse lakehouse);

  private static Map<String, Object> event(Random random, int i, Instant start) {
    Instant at =
        start
            .plusSeconds((long) (random.nextDouble() * 420 * 86_400))
            .plusNanos(random.nextInt(1_000_000) * 1_000L);
    String type = TYPES.get(random.nextInt(TYPES.size()));
    BigDecimal amount = BigDecimal.valueOf(100 + random.nextInt(50_000), 2);
    boolean sale = type.equals("purchase") || type.equals("return");
    String arrival = i % 20 == 0 ? "late" : i % 33 == 0 ? "too_late" : "on_time";
    // Half of the customers come rarely, so that some are gone for long.
    int user = random.nextBoolean() ? random.nextInt(40) : random.nextInt(400);
    return silver(
        "e" + i,
        "user-" + user,
        type,
        at.toString(),
        "revenue",
        sale ? (type.equals("return") ? amount.negate() : amount) : null,
        "category",
        i % 50 == 0 ? null : CATEGORIES.get(random.nextInt(CATEGORIES.size())),
        "country",
        List.of("US", "DE", "FR").get(random.nextInt(3)),
        "arrival",
        arrival,
        "is_late_arrival",
        !arrival.equals("on_time"),
        "flink_latency_ms",
        random.nextInt(12_000),
        "kafka_offset",
        i);
  }

  private static List<Map<String, Object>> bronze(List<Map<String, Object>> silver) {
    List<Map<String, Object>> bronze = new ArrayList<>(silver);
    bronze.addAll(silver.subList(0, 100));
    return bronze;
  }

  private static List<Map<String, Object>> windows(Random random, Instant start) {
    Instant at = start.plusSeconds(random.nextInt(420 * 86_400)).truncatedTo(ChronoUnit.MINUTES);
    String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    BigDecimal revenue = BigDecimal.valueOf(random.nextInt(10_000), 2);
    List<Map<String, Object>> firings = new ArrayList<>();
    firings.add(
        window(
            at.toString(),
            category,
            revenue.toString(),
            1,
            "ON_TIME",
            at.plusSeconds(62).toString()));
    if (random.nextInt(5) == 0) {
      firings.add(
          window(
              at.toString(),
              category,
              revenue.add(BigDecimal.TEN).toString(),
              2,
              "LATE",
              at.plusSeconds(65).toString()));
    }
    return firings;
  }

  /** The gold tables of these customers. */
  private static void customers(TestLakehouse lakehouse, List<String> users, Random random) {
    Instant asOf = Instant.parse("2025-01-10T00:00:00Z");
    List<Map<String, Object>> features = new ArrayList<>();
    List<Map<String, Object>> values = new ArrayList<>();
    List<Map<String, Object>> segments = new ArrayList<>();
    List<Map<String, Object>> assignments = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      String user = users.get(i);
      BigDecimal money = BigDecimal.valueOf(random.nextInt(200_000), 2);
      int r = 1 + random.nextInt(5);
      int f = 1 + random.nextInt(5);
      features.add(
          with(
              new HashMap<>(),
              "user_id",
              user,
              "as_of",
              asOf,
              "silver_version",
              1,
              "recency_days",
              i % 7 == 0 ? null : random.nextDouble() * 300,
              "frequency",
              i % 9,
              "repeat_purchases",
              i % 5,
              "monetary_total",
              money,
              "tenure_days",
              100.5,
              "page_views",
              1,
              "searches",
              2,
              "add_to_carts",
              3,
              "promo_clicks",
              0,
              "wishlists",
              0,
              "returns",
              0,
              "sessions",
              4,
              "first_seen",
              asOf,
              "last_seen",
              asOf,
              "home_country",
              "US",
              "r_score",
              r,
              "f_score",
              f,
              "m_score",
              3,
              "rfm_score",
              "" + r + f + 3));
      String tier = TIERS.get(i % TIERS.size());
      BigDecimal clv = BigDecimal.valueOf((long) (Math.exp(random.nextGaussian()) * 20_000), 2);
      values.add(
          with(
              new HashMap<>(),
              "user_id",
              user,
              "as_of",
              asOf,
              "frequency",
              random.nextInt(40),
              "recency_weeks",
              random.nextDouble() * 60,
              "age_weeks",
              60.0,
              "prob_alive",
              random.nextDouble(),
              "expected_purchases_12m",
              3.25,
              "expected_order_value",
              "80.00",
              "clv_12m",
              clv,
              "clv_rank",
              i + 1,
              "tier",
              tier,
              "past_revenue",
              money,
              "model_run",
              "run"));
      segments.add(
          with(
              new HashMap<>(),
              "user_id",
              user,
              "as_of",
              asOf,
              "segment_id",
              i % 5,
              "segment",
              "Segment " + i % 5,
              "recency_days",
              random.nextDouble() * 300,
              "frequency",
              random.nextInt(40),
              "monetary_value",
              money,
              "clv_12m",
              clv,
              "prob_alive",
              random.nextDouble(),
              "distance",
              0.5,
              "model_run",
              "run"));
      boolean converted = random.nextInt(8) == 0;
      assignments.add(
          with(
              new HashMap<>(),
              "experiment",
              "win-back",
              "user_id",
              user,
              "stratum",
              "s",
              "arm",
              i % 2 == 0 ? "control" : "treatment",
              "exposed",
              i % 2 == 1,
              "converted",
              converted,
              "revenue",
              converted ? money : BigDecimal.ZERO,
              "pre_revenue",
              money,
              "assigned_at",
              asOf));
    }
    lakehouse
        .replace("gold_user_features", features)
        .replace("gold_customer_value", values)
        .replace("gold_customer_segments", segments)
        .replace("gold_experiment_assignments", assignments)
        .replace(
            "gold_segment_sweep",
            List.of(
                with(
                    new HashMap<>(),
                    "k",
                    2,
                    "inertia",
                    812.5,
                    "silhouette",
                    0.25,
                    "chosen",
                    false,
                    "model_run",
                    "run"),
                with(
                    new HashMap<>(),
                    "k",
                    3,
                    "inertia",
                    401.25,
                    "silhouette",
                    0.5,
                    "chosen",
                    true,
                    "model_run",
                    "run")))
        .replace(
            "gold_experiment_results",
            List.of(
                with(
                    new HashMap<>(),
                    "experiment",
                    "win-back",
                    "metric",
                    "uplift",
                    "value",
                    0.036,
                    "lower",
                    0.01,
                    "upper",
                    0.06,
                    "computed_at",
                    asOf),
                with(
                    new HashMap<>(),
                    "experiment",
                    "win-back",
                    "metric",
                    "verdict",
                    "text",
                    "it pays",
                    "computed_at",
                    asOf)));
  }
}
