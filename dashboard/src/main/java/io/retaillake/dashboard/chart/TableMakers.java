package io.retaillake.dashboard.chart;

import java.util.Map;

/** Which program makes a table. */
public final class TableMakers {

  private static final Map<String, String> MAKERS =
      Map.of(
          "gold_user_features", "BuildUserFeatures",
          "gold_purchase_history", "BuildUserFeatures",
          "gold_category_baskets", "BuildUserFeatures",
          "gold_customer_value", "EstimateCustomerValue",
          "gold_customer_segments", "SegmentCustomers",
          "gold_segment_sweep", "SegmentCustomers",
          "gold_experiment_assignments", "AnalyzeExperiment",
          "gold_experiment_results", "AnalyzeExperiment");

  private TableMakers() {}

  /** The program's name; the stream for all that is not made from its tables. */
  public static String of(String table) {
    return MAKERS.getOrDefault(table, "StreamPipeline");
  }
}
