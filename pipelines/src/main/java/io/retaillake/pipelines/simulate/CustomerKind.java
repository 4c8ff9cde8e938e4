package io.retaillake.pipelines.simulate;

/**
 * The five kinds of customer of the recipe.
 *
 * <p>A customer's purchases follow BG/NBD: while alive they come at a weekly rate of its own, drawn
 * from a gamma distribution, and after each repeat purchase it drops out with a probability of its
 * own, drawn from a beta distribution. Order values follow Gamma-Gamma. Shares add up to one.
 */
enum CustomerKind {
  LOYAL(0.07, 0.30, 6, 0.005, 40, 340, 12),
  REGULAR(0.26, 0.155, 6, 0.012, 40, 315, 12),
  BIG_SPENDER(0.13, 0.045, 5, 0.010, 20, 1130, 14),
  BRIEF(0.19, 0.43, 4, 0.43, 10, 150, 12),
  ONE_TIME(0.35, 0.006, 2, 0.25, 10, 500, 12);

  /** The shape of order values within one customer, the same for all kinds. */
  static final double ORDER_SHAPE = 6;

  private final double share;
  private final double weeklyRate;
  private final double rateShape;
  private final double dropout;
  private final double dropoutConcentration;
  private final double orderValueUsd;
  private final double orderRateShape;

  CustomerKind(
      double share,
      double weeklyRate,
      double rateShape,
      double dropout,
      double dropoutConcentration,
      double orderValueUsd,
      double orderRateShape) {
    this.share = share;
    this.weeklyRate = weeklyRate;
    this.rateShape = rateShape;
    this.dropout = dropout;
    this.dropoutConcentration = dropoutConcentration;
    this.orderValueUsd = orderValueUsd;
    this.orderRateShape = orderRateShape;
  }

  /** The part of all customers that is of this kind. */
  double share() {
    return share;
  }

  /** One customer's purchases per week while alive. */
  double drawWeeklyRate(SeededRandom random) {
    return random.gamma(rateShape, weeklyRate / rateShape);
  }

  /** One customer's probability of leaving for good after a repeat purchase. */
  double drawDropout(SeededRandom random) {
    return random.beta(dropout * dropoutConcentration, (1 - dropout) * dropoutConcentration);
  }

  /** The rate, per USD, of one customer's gamma-distributed order values. */
  double drawOrderRate(SeededRandom random) {
    double gammaGammaScale = orderValueUsd * (orderRateShape - 1) / ORDER_SHAPE;
    return random.gamma(orderRateShape, 1 / gammaGammaScale);
  }
}
