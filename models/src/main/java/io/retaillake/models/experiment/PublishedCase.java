package io.retaillake.models.experiment;

/**
 * A test as it was published: its counts, its campaign and the figures that were drawn from them.
 *
 * @param controlOrderValue what a customer of the control who bought spent on average, USD
 * @param treatmentOrderValue the same of the treatment
 * @param discount of the offer, as a share of the price
 * @param budget the money that is to be moved, USD
 * @param assumedMargin a contribution margin, as none was published
 */
public record PublishedCase(
    String name,
    Conversions control,
    double controlOrderValue,
    Conversions treatment,
    double treatmentOrderValue,
    long customers,
    double costPerCustomer,
    double discount,
    double budget,
    double assumedMargin,
    double publishedPValue,
    double publishedPurchases,
    double publishedReturn) {

  /** The analysis of its counts. */
  public Analysis analysis() {
    return Analysis.of(ExperimentData.of(control, treatment), AnalysisSettings.defaults());
  }

  /**
   * The verdict at a margin. The discount is taken to be in the cost of reaching a customer, which
   * is the reading that favours the campaign.
   */
  public Verdict verdict(double margin) {
    return verdict(margin, 0);
  }

  /** The verdict at a margin, with the discount on top of the cost of reaching a customer. */
  public Verdict verdictWithDiscount(double margin) {
    return verdict(margin, discount);
  }

  private Verdict verdict(double margin, double discountOnTop) {
    return analysis()
        .judge(
            new Campaign(customers, costPerCustomer, margin, discountOnTop),
            RevenuePerCustomer.ofOrderValues(
                control, controlOrderValue, treatment, treatmentOrderValue));
  }
}
