package io.retaillake.models.value;

/** Where a customer stands by its lifetime value among all customers. */
public enum ValueTier {
  /** The first 20%. */
  CHAMPIONS("Champions", 20),
  /** From 20 to 50%. */
  LOYALISTS("Loyalists", 50),
  /** From 50 to 80%. */
  AT_RISK("At Risk", 80),
  /** The rest. */
  CHURNED("Churned", 100);

  private final String label;
  private final int untilPercent;

  ValueTier(String label, int untilPercent) {
    this.label = label;
    this.untilPercent = untilPercent;
  }

  /** The name that people read. */
  public String label() {
    return label;
  }

  /**
   * The tier of a rank. A customer whom a bound would cut is below it: of 7 customers one is a
   * Champion, and there is always one.
   *
   * @param rank from 1, the most valuable
   * @param customers how many are ranked
   */
  public static ValueTier ofRank(long rank, long customers) {
    for (ValueTier tier : values()) {
      if (rank <= Math.max(1, tier.untilPercent * customers / 100)) {
        return tier;
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + customers);
  }
}
