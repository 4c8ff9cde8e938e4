package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.features.CustomerFeatures;
import io.retaillake.transforms.features.CustomerSummary;
import io.retaillake.transforms.features.RfmScores;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * {@code gold_user_features}: what is known of each customer at one moment; one row a customer. The
 * whole table is replaced in one commit.
 */
public final class UserFeatures {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_user_features")
          .comment("What is known of each customer at as_of; one row a customer")
          .columns(
              Column.required("user_id", ColumnType.STRING, "The customer"),
              Column.required("as_of", ColumnType.TIMESTAMP, "Events up to here count, UTC"),
              Column.required(
                  "silver_version", ColumnType.LONG, "Version of silver_events it was built from"),
              Column.optional(
                  "recency_days",
                  ColumnType.DOUBLE,
                  "Days from the last purchase to as_of; null without a purchase"),
              Column.required("frequency", ColumnType.LONG, "Purchases"),
              Column.required(
                  "repeat_purchases",
                  ColumnType.LONG,
                  "Days (UTC) with a purchase less the first; 0 without a purchase"),
              Column.required("monetary_total", ColumnType.DECIMAL, "USD of all purchases"),
              Column.optional(
                  "average_order_value",
                  ColumnType.DECIMAL,
                  "monetary_total / frequency, half up to the cent; null without a purchase"),
              Column.required(
                  "tenure_days", ColumnType.DOUBLE, "Days from the first event to as_of"),
              Column.optional(
                  "customer_age_days",
                  ColumnType.DOUBLE,
                  "Days from the first purchase to as_of; null without a purchase"),
              Column.required("page_views", ColumnType.LONG, "Pages seen"),
              Column.required("searches", ColumnType.LONG, "Searches"),
              Column.required("add_to_carts", ColumnType.LONG, "Articles put into the cart"),
              Column.required("promo_clicks", ColumnType.LONG, "Clicks on a promotion"),
              Column.required("wishlists", ColumnType.LONG, "Articles put on the wish list"),
              Column.required("returns", ColumnType.LONG, "Returns"),
              Column.optional(
                  "return_rate", ColumnType.DOUBLE, "returns / frequency; null without a purchase"),
              Column.optional(
                  "conversion_rate",
                  ColumnType.DOUBLE,
                  "Sessions with a purchase / sessions; null without a session"),
              Column.required("sessions", ColumnType.LONG, "Sessions that are known by an id"),
              Column.required("first_seen", ColumnType.TIMESTAMP, "Time of the first event, UTC"),
              Column.required("last_seen", ColumnType.TIMESTAMP, "Time of the last event, UTC"),
              Column.optional(
                  "top_category",
                  ColumnType.STRING,
                  "Category with most purchase revenue, ties to the first name; null without a"
                      + " purchase"),
              Column.required(
                  "home_country",
                  ColumnType.STRING,
                  "Country of most events that name one, ties to the first name; or unknown"),
              Column.required(
                  "r_score", ColumnType.INT, "1 to 5 by recency, 5 is the most recent fifth"),
              Column.required("f_score", ColumnType.INT, "1 to 5 by frequency, 5 is the most"),
              Column.required("m_score", ColumnType.INT, "1 to 5 by monetary_total, 5 is the most"),
              Column.required("rfm_score", ColumnType.STRING, "The three scores, such as 543"))
          .build();

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private UserFeatures() {}

  /** Makes the rows of the features. */
  public static final class Rows implements RowMapper<CustomerFeatures> {
    private static final long serialVersionUID = 1L;

    private final long asOfMicros;
    private final long silverVersion;

    /** Rows as of this time, made from this version of silver. */
    public Rows(long asOfMicros, long silverVersion) {
      this.asOfMicros = asOfMicros;
      this.silverVersion = silverVersion;
    }

    @Override
    public void map(CustomerFeatures features, RowSink rows) {
      CustomerSummary summary = features.getSummary();
      RfmScores scores = features.getScores();
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = 0;
      row.put(i++, summary.getUserId());
      row.put(i++, asOfMicros);
      row.put(i++, silverVersion);
      row.put(i++, summary.recencyDays(asOfMicros));
      row.put(i++, summary.getPurchases());
      row.put(i++, summary.repeatPurchases());
      row.put(i++, Values.cents(summary.getMonetaryCents()));
      row.put(i++, Values.decimal(summary.averageOrderValue()));
      row.put(i++, summary.tenureDays(asOfMicros));
      row.put(i++, summary.customerAgeDays(asOfMicros));
      row.put(i++, summary.getPageViews());
      row.put(i++, summary.getSearches());
      row.put(i++, summary.getAddToCarts());
      row.put(i++, summary.getPromoClicks());
      row.put(i++, summary.getWishlists());
      row.put(i++, summary.getReturns());
      row.put(i++, summary.returnRate());
      row.put(i++, summary.conversionRate());
      row.put(i++, summary.getSessions());
      row.put(i++, summary.getFirstSeenMicros());
      row.put(i++, summary.getLastSeenMicros());
      row.put(i++, summary.getTopCategory());
      row.put(i++, summary.getHomeCountry());
      row.put(i++, scores.getRecency());
      row.put(i++, scores.getFrequency());
      row.put(i++, scores.getMonetary());
      row.put(i, scores.text());
      rows.write(row, List.of());
    }
  }
}
