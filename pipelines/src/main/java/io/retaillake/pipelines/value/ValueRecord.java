package io.retaillake.pipelines.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.report.Json;
import io.retaillake.models.report.ValueModelJson;
import io.retaillake.models.report.ValueModelJson.ValueModel;
import io.retaillake.models.tracking.TrackedRun;
import io.retaillake.models.tracking.ValuePyfunc;
import io.retaillake.models.value.TimeUnit;
import java.util.List;
import java.util.Locale;

/** What the tracked run of a value model keeps. */
final class ValueRecord {

  private ValueRecord() {}

  /** Records the run; returns the version that the model was registered as. */
  static String record(TrackedRun tracked, ValueOptions options, String model, ValueRun run) {
    tracked.parameter("penalizer", options.getPenalizer());
    tracked.parameter("monthly_discount", options.getMonthlyDiscount());
    tracked.parameter("months", EstimateCustomerValue.MONTHS);
    JsonNode fit = parse(model);
    for (String name : List.of("r", "alpha", "a", "b", "log_likelihood")) {
      tracked.metric("bgnbd." + name, fit.at("/bgnbd/" + name).asDouble());
    }
    for (String name : List.of("p", "q", "v", "log_likelihood")) {
      tracked.metric("gamma_gamma." + name, fit.at("/gamma_gamma/" + name).asDouble());
    }
    tracked.metric("customers", run.customers());
    tracked.metric("clv_12m_total", run.totalClv().doubleValue());
    tracked.metric("top20_share_of_clv", run.topShareOfClv());
    tracked.metric("top20_share_of_past_revenue", run.topShareOfPast());
    tracked.artifact("fit.json", model);
    tracked.artifact("charts/pareto.csv", pareto(run.paretoCurve()));
    ValueModel parsed = ValueModelJson.parse("the fitted model", model);
    return tracked.registerModel(
        ValuePyfunc.NAME,
        ValuePyfunc.of(
            parsed.purchases(),
            parsed.spending().orElseThrow(),
            EstimateCustomerValue.MONTHS,
            TimeUnit.WEEK,
            options.getMonthlyDiscount()));
  }

  private static JsonNode parse(String model) {
    try {
      return Json.parse(model);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A worker wrote a model that is no JSON.", e);
    }
  }

  private static String pareto(double[] curve) {
    StringBuilder csv = new StringBuilder("share_of_customers,share_of_clv\n");
    for (int percent = 0; percent < curve.length; percent++) {
      csv.append(String.format(Locale.ROOT, "%.2f,%.6f%n", percent / 100.0, curve[percent]));
    }
    return csv.toString();
  }
}
