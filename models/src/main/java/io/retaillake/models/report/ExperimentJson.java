package io.retaillake.models.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.AnalysisSettings;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.Cuped;
import io.retaillake.models.experiment.Equivalence;
import io.retaillake.models.experiment.Estimate;
import io.retaillake.models.experiment.Interval;
import io.retaillake.models.experiment.MannWhitney;
import io.retaillake.models.experiment.MeanBootstrap;
import io.retaillake.models.experiment.SampleRatio;
import io.retaillake.models.experiment.TestResult;
import io.retaillake.models.experiment.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The report of an experiment. Intervals are {@code [lower, upper]}, rates shares of one, money
 * USD. A p-value too small for a double is 0 there; {@code log10_p_value} beside it is right.
 */
public final class ExperimentJson {

  private ExperimentJson() {}

  /** The report of an analysis, and of the campaign if it was judged. */
  public static ObjectNode of(Analysis analysis, Optional<Verdict> verdict) {
    AnalysisSettings settings = analysis.settings();
    ObjectNode report = Json.object();
    report.put("confidence", settings.confidence());
    report.set("control", group(analysis.data().control()));
    report.set("treatment", group(analysis.data().treatment()));
    report.set("sample_ratio", sampleRatio(analysis.sampleRatio(), settings.controlShare()));
    ObjectNode chiSquare = test(analysis.chiSquare());
    chiSquare.put("degrees_of_freedom", 1);
    chiSquare.set("yates", test(analysis.chiSquareYates()));
    report.set("chi_square", chiSquare);
    report.set("z", test(analysis.z()));
    ObjectNode wilson = report.putObject("wilson");
    wilson.set("control", interval(analysis.controlRate()));
    wilson.set("treatment", interval(analysis.treatmentRate()));
    report.put("difference", analysis.difference().value());
    report.set("newcombe", interval(analysis.difference().interval()));
    report.set("relative_lift", optional(analysis.relativeLift()));
    analysis.mannWhitney().ifPresent(test -> report.set("mann_whitney", mannWhitney(test)));
    analysis.means().ifPresent(means -> report.set("mean_revenue", means(means, settings)));
    analysis.cuped().ifPresent(cuped -> report.set("cuped", cuped(cuped)));
    analysis
        .data()
        .holdout()
        .ifPresent(held -> report.set("holdout", holdout(held, analysis.holdout().orElseThrow())));
    ObjectNode power = report.putObject("power");
    power.put("target", settings.power());
    power.set("minimum_detectable_effect", optional(analysis.minimumDetectableEffect()));
    report.put("in_doubt", analysis.inDoubt());
    verdict.ifPresent(judged -> report.set("verdict", verdict(judged)));
    return report;
  }

  /** What a campaign would bring, and the decision. */
  public static ObjectNode verdict(Verdict verdict) {
    ObjectNode node = Json.object();
    node.put("customers", verdict.campaign().customers());
    node.put("cost_per_customer", verdict.campaign().costPerCustomer());
    node.put("margin", verdict.campaign().margin());
    node.put("discount", verdict.campaign().discount());
    node.set("incremental_purchases", estimate(verdict.purchases()));
    node.set("incremental_revenue", estimate(verdict.revenue()));
    node.set("incremental_contribution", estimate(verdict.contribution()));
    node.put("cost", verdict.cost());
    node.set("net_contribution", estimate(verdict.net()));
    node.set("return_on_investment", optional(verdict.returnOnInvestment()));
    ObjectNode perPurchase = node.putObject("cost_per_incremental_purchase");
    perPurchase.put("value", verdict.costPerPurchase().orElse(null));
    perPurchase
        .putArray("interval")
        .add(verdict.leastCostPerPurchase().orElse(null))
        .add(verdict.mostCostPerPurchase().orElse(null));
    ObjectNode breakEven = node.putObject("break_even_margin");
    breakEven.set("value", optional(verdict.breakEven().margin()));
    breakEven
        .putArray("interval")
        .add(optional(verdict.breakEven().lower()))
        .add(optional(verdict.breakEven().upper()));
    node.put("decision", lowerCase(verdict.decision()));
    return node;
  }

  private static ObjectNode group(Conversions group) {
    return Json.object()
        .put("conversions", group.converted())
        .put("size", group.size())
        .put("rate", group.rate());
  }

  private static ObjectNode sampleRatio(SampleRatio ratio, double controlShare) {
    ObjectNode node = test(ratio.test());
    node.put("planned_control_share", controlShare);
    node.put("threshold", SampleRatio.THRESHOLD);
    node.put("mismatch", ratio.mismatch());
    return node;
  }

  private static ObjectNode test(TestResult test) {
    ObjectNode node = Json.object();
    node.set("statistic", Json.number(test.statistic()));
    node.set("p_value", Json.number(test.pValue()));
    node.set("log10_p_value", Json.number(test.log10P()));
    return node;
  }

  private static ObjectNode mannWhitney(MannWhitney test) {
    ObjectNode node = Json.object();
    node.put("u", test.u());
    node.put("p_value", test.test().pValue());
    node.put("log10_p_value", test.test().log10P());
    node.put("z", test.test().statistic());
    node.put("sigma", test.sigma());
    node.put("common_language_effect", test.commonLanguageEffect());
    node.put("rank_biserial", test.rankBiserial());
    return node;
  }

  private static ObjectNode means(MeanBootstrap means, AnalysisSettings settings) {
    ObjectNode node = Json.object();
    node.put("control", means.controlMean());
    node.put("treatment", means.treatmentMean());
    node.put("difference", means.difference());
    node.set("bootstrap", interval(means.differenceInterval(settings.confidence())));
    node.put("resamples", settings.resamples());
    node.put("seed", settings.seed());
    return node;
  }

  private static ObjectNode cuped(Cuped cuped) {
    ObjectNode node = Json.object();
    node.put("theta", cuped.theta());
    node.put("correlation", cuped.correlation());
    node.put("difference", cuped.difference());
    node.set("interval", interval(cuped.interval()));
    node.put("unadjusted_difference", cuped.unadjusted());
    node.put("variance_reduction", cuped.varianceReduction());
    return node;
  }

  private static ObjectNode holdout(Conversions held, Equivalence check) {
    ObjectNode node = group(held);
    node.put("difference_from_control", check.difference());
    node.set("interval", interval(check.interval()));
    node.put("tolerance", check.tolerance());
    node.set("equivalence_interval", interval(check.equivalenceInterval()));
    node.put("equivalence_p_value", check.pValue());
    node.put("finding", lowerCase(check.finding()));
    return node;
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = Json.object();
    node.set("value", Json.number(estimate.value()));
    node.set("interval", interval(estimate.interval()));
    return node;
  }

  private static JsonNode optional(Optional<Estimate> estimate) {
    return estimate
        .<JsonNode>map(ExperimentJson::estimate)
        .orElseGet(JsonNodeFactory.instance::nullNode);
  }

  private static JsonNode optional(OptionalDouble number) {
    return Json.number(number.orElse(Double.NaN));
  }

  private static ArrayNode interval(Interval interval) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(Json.number(interval.lower()))
        .add(Json.number(interval.upper()));
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
