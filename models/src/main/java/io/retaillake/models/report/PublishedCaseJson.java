package io.retaillake.models.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.PublishedCase;
import io.retaillake.models.experiment.PublishedCaseReview;
import io.retaillake.models.experiment.PublishedCaseReview.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The published win-back case that comes with the models, and the report on it. */
public final class PublishedCaseJson {

  private static final String RESOURCE = "/io/retaillake/models/experiment/win-back-case.json";

  private PublishedCaseJson() {}

  /** The case. */
  public static PublishedCase winBack() {
    try (InputStream in = PublishedCaseJson.class.getResourceAsStream(RESOURCE)) {
      return read(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The analysis of a case, the verdict at its assumed margin, and what holds of its figures. */
  public static ObjectNode report(PublishedCase published) {
    ObjectNode report =
        ExperimentJson.of(
            published.analysis(), Optional.of(published.verdict(published.assumedMargin())));
    report.set(
        "verdict_with_discount_on_top",
        ExperimentJson.verdict(published.verdictWithDiscount(published.assumedMargin())));
    ArrayNode figures = report.putArray("published_figures");
    for (Finding finding : PublishedCaseReview.of(published)) {
      figures
          .addObject()
          .put("figure", finding.figure())
          .put("published", finding.published())
          .put("found", finding.found())
          .put("holds", finding.holds())
          .put("remark", finding.remark());
    }
    return report;
  }

  private static PublishedCase read(JsonNode file) {
    JsonNode campaign = file.get("campaign");
    JsonNode published = file.get("published");
    return new PublishedCase(
        file.get("name").asText(),
        conversions(file.get("control")),
        file.at("/control/order_value").asDouble(),
        conversions(file.get("treatment")),
        file.at("/treatment/order_value").asDouble(),
        campaign.get("customers").asLong(),
        campaign.get("cost_per_customer").asDouble(),
        campaign.get("discount").asDouble(),
        campaign.get("budget").asDouble(),
        file.get("assumed_margin").asDouble(),
        published.get("p_value").asDouble(),
        published.get("incremental_purchases").asDouble(),
        published.get("return_on_investment").asDouble());
  }

  private static Conversions conversions(JsonNode group) {
    return new Conversions(group.get("conversions").asLong(), group.get("size").asLong());
  }
}
