package io.retaillake.models.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.evaluation.Accuracy;
import io.retaillake.models.evaluation.HoldoutEvaluation;
import io.retaillake.models.evaluation.HoldoutSplit;
import java.util.Arrays;
import java.util.Locale;

/** The report of an evaluation against a holdout. */
public final class EvaluationJson {

  private EvaluationJson() {}

  /** The report. */
  public static ObjectNode of(HoldoutEvaluation evaluation) {
    HoldoutSplit split = evaluation.split();
    ObjectNode report = Json.object();
    report.put("calibration_end", split.calibrationEnd().toString());
    report.put("observation_end", split.observationEnd().toString());
    report.put("unit", split.unit().name().toLowerCase(Locale.ROOT));
    report.put("holdout_time", split.holdoutTime());
    report.put("customers", split.customers().size());
    report.put("purchases_left_out", split.leftOut());
    report.set("fit", ValueModelJson.of(evaluation.purchases(), evaluation.spending()));
    evaluation.whyNoSpending().ifPresent(why -> report.put("no_gamma_gamma", why));
    report
        .putObject("actual")
        .put("purchases", evaluation.model().actualTotal())
        .put("revenue", Arrays.stream(split.column(HoldoutSplit.Customer::holdoutRevenue)).sum());
    report.set("model", accuracy(evaluation.model()));
    ArrayNode naive = report.putArray("naive");
    evaluation.naive().forEach(each -> naive.add(accuracy(each)));
    report.put("model_is_best", evaluation.modelIsBest());
    report.put("verdict", evaluation.verdict());
    return report;
  }

  private static ObjectNode accuracy(Accuracy accuracy) {
    ObjectNode node = Json.object();
    node.put("name", accuracy.name());
    node.put("method", accuracy.method());
    node.put("predicted_total", accuracy.predictedTotal());
    node.put("actual_total", accuracy.actualTotal());
    node.put("mae", accuracy.mae());
    node.put("rmse", accuracy.rmse());
    node.set("top20_revenue_share", Json.number(accuracy.topRevenueShare()));
    ArrayNode classes = node.putArray("by_frequency");
    for (Accuracy.FrequencyClass each : accuracy.byFrequency()) {
      classes
          .addObject()
          .put("frequency", each.frequency())
          .put("customers", each.customers())
          .put("actual_mean", each.actualMean())
          .put("predicted_mean", each.predictedMean());
    }
    return node;
  }
}
