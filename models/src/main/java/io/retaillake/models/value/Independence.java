package io.retaillake.models.value;

/**
 * Whether how much customers spend in a purchase goes with how often they buy, which the
 * Gamma-Gamma model takes not to be so.
 *
 * @param correlation Pearson's, of frequency and mean value, over customers with repeat purchases;
 *     NaN where one of the two does not vary
 * @param customers how many it was measured on
 */
public record Independence(double correlation, double customers) {

  /** From here on the model's forecasts of value are not to be trusted as they are. */
  public static final double WARNING = 0.3;

  static Independence of(SpendingHistories spending) {
    double n = spending.customers();
    double meanX = 0;
    double meanM = 0;
    for (int i = 0; i < spending.size(); i++) {
      meanX += spending.weight(i) * spending.frequency(i) / n;
      meanM += spending.weight(i) * spending.meanValue(i) / n;
    }
    double xx = 0;
    double mm = 0;
    double xm = 0;
    for (int i = 0; i < spending.size(); i++) {
      double dx = spending.frequency(i) - meanX;
      double dm = spending.meanValue(i) - meanM;
      xx += spending.weight(i) * dx * dx;
      mm += spending.weight(i) * dm * dm;
      xm += spending.weight(i) * dx * dm;
    }
    return new Independence(xm / Math.sqrt(xx * mm), n);
  }

  /** Whether the two go together too much: |correlation| of {@value #WARNING} or more. */
  public boolean isDoubtful() {
    return Math.abs(correlation) >= WARNING;
  }
}
