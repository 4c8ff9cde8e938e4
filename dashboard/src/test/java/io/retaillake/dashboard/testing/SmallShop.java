package io.retaillake.dashboard.testing;

import static io.retaillake.bigquery.testing.Rows.silver;
import static io.retaillake.bigquery.testing.Rows.window;

import io.retaillake.bigquery.testing.Shops;
import io.retaillake.bigquery.testing.TestLakehouse;
import java.nio.file.Path;
import java.util.List;

/**
 * Two weeks of March 2024 with two orders in the first and three and a return in the second, and
 * one order on the last day of February. The gold tables know one customer, u1.
 */
public final class SmallShop {

  private SmallShop() {}

  /** Writes it to this folder. */
  public static TestLakehouse in(Path folder) {
    TestLakehouse lakehouse = new TestLakehouse(folder);
    Shops.ONE_USER.fill(lakehouse);
    lakehouse.append(
        "silver_events",
        List.of(
            silver("b", "u1", "purchase", "2024-03-01T10:00:00Z", "revenue", "100.00"),
            silver(
                "c",
                "u2",
                "purchase",
                "2024-03-05T11:00:00Z",
                "revenue",
                "50.00",
                "category",
                "Toys",
                "country",
                "DE"),
            silver("d", "u1", "purchase", "2024-03-08T10:00:00Z", "revenue", "200.00"),
            silver(
                "e",
                "u2",
                "purchase",
                "2024-03-10T23:59:59Z",
                "revenue",
                "40.00",
                "category",
                "Toys",
                "country",
                "DE",
                "flink_latency_ms",
                9_000),
            silver(
                "f",
                "u3",
                "purchase",
                "2024-03-14T00:00:00Z",
                "revenue",
                "60.00",
                "category",
                "Toys",
                "arrival",
                "too_late",
                "is_late_arrival",
                true),
            silver("g", "u1", "return", "2024-03-12T09:00:00Z", "revenue", "-40.00"),
            silver("h", "u1", "page_view", "2024-03-09T09:00:00Z"),
            silver("i", "u1", "page_view", "2024-03-09T09:01:00Z"),
            silver(
                "j",
                "u1",
                "page_view",
                "2024-03-09T09:02:00Z",
                "arrival",
                "late",
                "is_late_arrival",
                true),
            silver("k", "u1", "page_view", "2024-03-09T09:03:00Z")));
    lakehouse.append(
        "gold_revenue_windows",
        List.of(
            window("2024-03-08T10:00:00Z", "Books", "150.00", 1, "ON_TIME", "2024-03-08T10:01:00Z"),
            window("2024-03-08T10:00:00Z", "Books", "200.00", 2, "LATE", "2024-03-08T10:01:04Z"),
            window("2024-03-10T23:59:00Z", "Toys", "40.00", 1, "ON_TIME", "2024-03-11T00:00:01Z")));
    return lakehouse;
  }

  /** One more order, of the day after the last, of 25 dollars, in a commit of its own. */
  public static void order(TestLakehouse lakehouse, String eventId) {
    lakehouse.append(
        "silver_events",
        List.of(silver(eventId, "u4", "purchase", "2024-03-15T12:00:00Z", "revenue", "25.00")));
  }
}
