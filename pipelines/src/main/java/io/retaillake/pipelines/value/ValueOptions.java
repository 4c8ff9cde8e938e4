package io.retaillake.pipelines.value;

import io.retaillake.pipelines.jobs.ModelOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Options of {@link EstimateCustomerValue}, beside those of Beam and the runner. */
public interface ValueOptions extends ModelOptions {

  @Description("What is taken off a month's value for each month ahead: 0.01 is 1%")
  @Default.Double(0.01)
  double getMonthlyDiscount();

  void setMonthlyDiscount(double monthlyDiscount);

  @Description(
      "Penalty on large parameters in the BG/NBD fit; 0.001 to 0.1 helps where data are few")
  @Default.Double(0)
  double getPenalizer();

  void setPenalizer(double penalizer);
}
