package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.Campaign;
import io.retaillake.models.experiment.RevenuePerCustomer;
import io.retaillake.models.experiment.Verdict;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The campaign to judge, if there is one. */
final class CampaignOptions {

  @ArgGroup(exclusive = false, heading = "The campaign to judge:%n")
  private Given given;

  static final class Given {
    @Option(
        names = "--customers",
        required = true,
        paramLabel = "N",
        description = "who would get it")
    private long customers;

    @Option(
        names = "--cost-per-customer",
        required = true,
        paramLabel = "USD",
        description = "of reaching one of them")
    private double costPerCustomer;

    @Option(
        names = "--margin",
        required = true,
        paramLabel = "P",
        description = "contribution margin at list price, such as 0.4")
    private double margin;

    @Option(
        names = "--discount",
        defaultValue = "0",
        paramLabel = "P",
        description =
            "off the list price for the treatment, if its cost is not in --cost-per-customer"
                + " (default: ${DEFAULT-VALUE})")
    private double discount;

    @Option(
        names = "--control-order-value",
        paramLabel = "USD",
        description = "mean spent by a customer who bought, where there is no --revenue")
    private Double controlOrderValue;

    @Option(names = "--treatment-order-value", paramLabel = "USD")
    private Double treatmentOrderValue;
  }

  /** The verdict, if a campaign was given. */
  Optional<Verdict> judge(Analysis analysis) {
    if (given == null) {
      return Optional.empty();
    }
    Campaign campaign =
        new Campaign(given.customers, given.costPerCustomer, given.margin, given.discount);
    if ((given.controlOrderValue == null) != (given.treatmentOrderValue == null)) {
      throw ModelException.wrongSetting(
          "one order value of two is missing",
          "revenue is compared between both groups",
          "Give --control-order-value and --treatment-order-value, or --revenue");
    }
    if (given.controlOrderValue == null) {
      return Optional.of(analysis.judge(campaign));
    }
    return Optional.of(
        analysis.judge(
            campaign,
            RevenuePerCustomer.ofOrderValues(
                analysis.data().control(),
                given.controlOrderValue,
                analysis.data().treatment(),
                given.treatmentOrderValue)));
  }
}
