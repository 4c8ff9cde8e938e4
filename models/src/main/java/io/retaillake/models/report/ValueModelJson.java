package io.retaillake.models.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.ModelException;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.BgNbdFit;
import io.retaillake.models.value.Estimate;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.GammaGammaFit;
import java.util.List;
import java.util.Optional;

/**
 * The file of a fitted model of customer value:
 *
 * <pre>{@code
 * {"bgnbd": {"r", "alpha", "a", "b", "log_likelihood", ...},
 *  "gamma_gamma": {"p", "q", "v", "log_likelihood", ...}}
 * }</pre>
 *
 * <p>To be read it needs r, alpha, a and b only, under {@code bgnbd} or at the top, so that it may
 * be written by hand; p, q and v may come along in the same way.
 */
public final class ValueModelJson {

  private ValueModelJson() {}

  /**
   * What a model file holds.
   *
   * @param purchases how often customers buy
   * @param spending for how much, if the file says so
   * @param converged false if the file says that the fit did not converge
   */
  public record ValueModel(
      BetaGeometricNegativeBinomial purchases, Optional<GammaGamma> spending, boolean converged) {}

  /** The file of fitted models. */
  public static ObjectNode of(BgNbdFit purchases, Optional<GammaGammaFit> spending) {
    ObjectNode file = Json.object();
    file.set("bgnbd", bgNbd(purchases));
    spending.ifPresent(fit -> file.set("gamma_gamma", gammaGamma(fit)));
    return file;
  }

  private static ObjectNode bgNbd(BgNbdFit fit) {
    ObjectNode node = parameters(fit.estimates());
    node.set("log_likelihood", Json.number(fit.logLikelihood()));
    spread(node, fit.estimates());
    node.put("penalizer", fit.penalty());
    node.put("customers", fit.customers());
    node.put("distinct_histories", fit.distinctHistories());
    node.put("iterations", fit.iterations());
    node.put("converged", fit.converged());
    return node;
  }

  private static ObjectNode gammaGamma(GammaGammaFit fit) {
    ObjectNode node = parameters(fit.estimates());
    node.set("log_likelihood", Json.number(fit.logLikelihood()));
    spread(node, fit.estimates());
    node.put("customers", fit.customers());
    node.put("customers_with_free_purchases_only", fit.unpaid());
    node.set("correlation_of_frequency_and_value", Json.number(fit.independence().correlation()));
    node.put("independence_doubtful", fit.independence().isDoubtful());
    node.set(
        "expected_value",
        Json.number(fit.model().hasMean() ? fit.model().expectedValue() : Double.NaN));
    node.put("iterations", fit.iterations());
    node.put("converged", fit.converged());
    return node;
  }

  private static ObjectNode parameters(List<Estimate> estimates) {
    ObjectNode node = Json.object();
    for (Estimate estimate : estimates) {
      node.put(estimate.name(), estimate.value());
    }
    return node;
  }

  private static void spread(ObjectNode node, List<Estimate> estimates) {
    ObjectNode errors = node.putObject("standard_errors");
    ObjectNode intervals = node.putObject("intervals_95");
    for (Estimate estimate : estimates) {
      errors.set(estimate.name(), Json.number(estimate.standardError()));
      intervals
          .putArray(estimate.name())
          .add(Json.number(estimate.lower()))
          .add(Json.number(estimate.upper()));
    }
  }

  /**
   * Reads a model file.
   *
   * @param name of the file, for messages
   * @throws ModelException if it is none, naming what is missing or wrong
   */
  public static ValueModel parse(String name, String text) {
    JsonNode file;
    try {
      file = Json.parse(text);
    } catch (JsonProcessingException e) {
      throw notAModel(name, "it is no JSON: " + e.getOriginalMessage());
    }
    JsonNode bgNbd = file.path("bgnbd").isMissingNode() ? file : file.path("bgnbd");
    BetaGeometricNegativeBinomial purchases =
        new BetaGeometricNegativeBinomial(
            number(name, bgNbd, "r"),
            number(name, bgNbd, "alpha"),
            number(name, bgNbd, "a"),
            number(name, bgNbd, "b"));
    JsonNode gammaGamma = file.path("gamma_gamma");
    if (gammaGamma.isMissingNode() && file.has("p") && file.has("q") && file.has("v")) {
      gammaGamma = file;
    }
    Optional<GammaGamma> spending = Optional.empty();
    if (!gammaGamma.isMissingNode() && !gammaGamma.isNull()) {
      spending =
          Optional.of(
              new GammaGamma(
                  number(name, gammaGamma, "p"),
                  number(name, gammaGamma, "q"),
                  number(name, gammaGamma, "v")));
    }
    boolean converged =
        bgNbd.path("converged").asBoolean(true) && gammaGamma.path("converged").asBoolean(true);
    return new ValueModel(purchases, spending, converged);
  }

  private static double number(String name, JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isNumber()) {
      throw notAModel(
          name, value.isMissingNode() ? key + " is missing" : key + " is not a number: " + value);
    }
    return value.doubleValue();
  }

  private static ModelException notAModel(String name, String why) {
    return ModelException.badData(
        "this is not a model of customer value: " + name,
        why,
        "Write one with 'clv fit', or by hand with the numbers r, alpha, a and b under bgnbd");
  }
}
