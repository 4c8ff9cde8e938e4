package io.retaillake.models.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.report.Json;
import io.retaillake.models.tracking.PyfuncModel.Column;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.TimeUnit;
import java.util.List;

/** A model of customer value for {@code mlflow.pyfunc}: what {@code CustomerScorer} computes. */
public final class ValuePyfunc {

  /** The registered model's name. */
  public static final String NAME = "retail_customer_value";

  private static final List<Column> INPUTS =
      List.of(
          new Column("frequency", "double", true),
          new Column("recency", "double", true),
          new Column("T", "double", true),
          new Column("monetary_value", "double", true));

  private static final List<Column> OUTPUTS =
      List.of(
          new Column("prob_alive", "double", true),
          new Column("expected_purchases", "double", true),
          new Column("expected_value", "double", true),
          new Column("clv", "double", true));

  private ValuePyfunc() {}

  /** The model, scoring over so many months at a monthly discount. */
  public static PyfuncModel of(
      BetaGeometricNegativeBinomial purchases,
      GammaGamma spending,
      int months,
      TimeUnit unit,
      double monthlyDiscount) {
    ObjectNode parameters = Json.object();
    parameters
        .putObject("bgnbd")
        .put("r", purchases.r())
        .put("alpha", purchases.alpha())
        .put("a", purchases.a())
        .put("b", purchases.b());
    parameters
        .putObject("gamma_gamma")
        .put("p", spending.p())
        .put("q", spending.q())
        .put("v", spending.v());
    parameters.put("months", months);
    parameters.put("month_in_time_units", unit.month());
    parameters.put("monthly_discount", monthlyDiscount);
    return PyfuncModel.of("retaillake_value", parameters, INPUTS, OUTPUTS);
  }
}
