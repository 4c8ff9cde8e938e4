package io.retaillake.models.experiment;

import java.util.List;
import java.util.Locale;

/** Holds the figures of a published case to what its own counts give. */
public final class PublishedCaseReview {

  private static final double SAME = 0.005;

  private PublishedCaseReview() {}

  /**
   * One figure of the case.
   *
   * @param figure what it is
   * @param published as it was published
   * @param found as the counts give it
   * @param holds whether they agree to half a percent
   * @param remark what else there is to say
   */
  public record Finding(
      String figure, String published, String found, boolean holds, String remark) {}

  /** All figures, those that hold and those that don't. */
  public static List<Finding> of(PublishedCase published) {
    return List.of(
        lift(published), significance(published), purchases(published), returns(published));
  }

  private static Finding lift(PublishedCase published) {
    Analysis analysis = published.analysis();
    Estimate difference = analysis.difference();
    Estimate relative = analysis.relativeLift().orElseThrow();
    return new Finding(
        "lift of conversion",
        text(
            "%.1f%% against %.1f%%",
            100 * published.control().rate(), 100 * published.treatment().rate()),
        text(
            "%.1f points (%.1f to %.1f), %.0f%% more (%.0f%% to %.0f%%)",
            100 * difference.value(),
            100 * difference.interval().lower(),
            100 * difference.interval().upper(),
            100 * relative.value(),
            100 * relative.interval().lower(),
            100 * relative.interval().upper()),
        true,
        "the campaign does win buyers");
  }

  private static Finding significance(PublishedCase published) {
    double pValue = published.analysis().chiSquare().pValue();
    return new Finding(
        "p-value of the difference",
        text("%s", published.publishedPValue()),
        text("%.1e", pValue),
        same(pValue, published.publishedPValue()),
        text(
            "groups of about %,d would give %s; the conclusion is the same",
            sizeOfPublishedPValue(published), published.publishedPValue()));
  }

  private static Finding purchases(PublishedCase published) {
    Estimate purchases = published.verdict(1).purchases();
    return new Finding(
        text("more purchases of %,d customers", published.customers()),
        text("%,.0f", published.publishedPurchases()),
        text(
            "%,.0f (%,.0f to %,.0f)",
            purchases.value(), purchases.interval().lower(), purchases.interval().upper()),
        same(purchases.value(), published.publishedPurchases()),
        text(
            "%,.0f would be a lift of %.1f points",
            published.publishedPurchases(),
            100 * published.publishedPurchases() / published.customers()));
  }

  private static Finding returns(PublishedCase published) {
    Verdict allProfit = published.verdict(1);
    Estimate found = allProfit.returnOnInvestment().orElseThrow();
    double needed = (1 + published.publishedReturn()) * allProfit.cost();
    return new Finding(
        "return on investment",
        text("%.0f%%", 100 * published.publishedReturn()),
        text(
            "%.0f%% (%.0f%% to %.0f%%) if all revenue were profit",
            100 * found.value(), 100 * found.interval().lower(), 100 * found.interval().upper()),
        same(found.value(), published.publishedReturn()),
        text(
            "it takes $%,.0f of additional profit, and there is $%,.0f of additional revenue; were the"
                + " order values revenue of every customer, a margin of %.0f%% would give it",
            needed, allProfit.revenue().value(), 100 * marginOfEveryCustomer(published, needed)));
  }

  /** The margin that gives this profit if everybody spent what is said of those who bought. */
  private static double marginOfEveryCustomer(PublishedCase published, double profit) {
    double more = published.treatmentOrderValue() - published.controlOrderValue();
    return profit / (published.customers() * more);
  }

  /** Chi-square is proportional to the size where the rates stay the same. */
  private static long sizeOfPublishedPValue(PublishedCase published) {
    double z = Normal.twoSided(1 - published.publishedPValue());
    double size = published.control().size();
    return Math.round(size * z * z / published.analysis().chiSquare().statistic() / 10) * 10;
  }

  private static boolean same(double found, double expected) {
    return Math.abs(found - expected) <= SAME * Math.abs(expected);
  }

  private static String text(String form, Object... arguments) {
    return String.format(Locale.ROOT, form, arguments);
  }
}
