package io.retaillake.models;

import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.SpendingHistories;
import java.util.List;

/** The 2,357 customers of CDNOW, times in weeks. */
public final class Cdnow {

  public static final double[] FREQUENCY = column(1);
  public static final double[] RECENCY = column(2);
  public static final double[] AGE = column(3);
  public static final double[] MEAN_VALUE = column(4);

  private Cdnow() {}

  public static PurchaseHistories histories() {
    return PurchaseHistories.of(FREQUENCY, RECENCY, AGE);
  }

  public static SpendingHistories spending() {
    return SpendingHistories.of(FREQUENCY, MEAN_VALUE);
  }

  private static double[] column(int index) {
    List<String> lines = References.lines("cdnow_customers_summary_with_transactions.csv");
    return lines.stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[index]))
        .toArray();
  }
}
