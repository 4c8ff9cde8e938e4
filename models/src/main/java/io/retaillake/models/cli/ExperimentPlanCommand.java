package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import io.retaillake.models.experiment.TestPlan;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plans an experiment: how many customers it needs, or what it can find with those there are. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says before a test how large it has to be, or what it can find.",
      "",
      "With --rate: the customers needed. With --size: the smallest difference that is found. With"
          + " both: the power."
    })
final class ExperimentPlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--base-rate",
      required = true,
      paramLabel = "P",
      description = "conversion of the control, such as 0.112")
  private double baseRate;

  @Option(
      names = "--rate",
      paramLabel = "P",
      description = "conversion of the treatment that would be worth finding")
  private Double rate;

  @Option(names = "--size", paramLabel = "N", description = "customers in the control")
  private Long size;

  @Option(
      names = "--treatment-per-control",
      defaultValue = "1",
      paramLabel = "X",
      description = "customers in the treatment for each in the control (default: 1)")
  private double treatmentPerControl;

  @Option(names = "--alpha", defaultValue = "0.05", paramLabel = "P", description = "default: 0.05")
  private double alpha;

  @Option(names = "--power", defaultValue = "0.8", paramLabel = "P", description = "default: 0.8")
  private double power;

  @Override
  public Integer call() {
    if (rate == null && size == null) {
      throw ModelException.wrongSetting(
          "there is nothing to plan with",
          "neither the rate worth finding nor the size is known",
          "Give --rate, --size or both");
    }
    TestPlan plan = new TestPlan(baseRate, alpha, treatmentPerControl);
    Lines out = Lines.to(spec);
    if (rate != null) {
      double control = Math.ceil(plan.controlSize(rate, power));
      out.line(
          "%.2f%% against %.2f%% is found with a power of %.0f%% by %,.0f customers in the control"
              + " and %,.0f in the treatment",
          100 * rate,
          100 * baseRate,
          100 * power,
          control,
          Math.ceil(control * treatmentPerControl));
    }
    if (size != null) {
      effect(out, plan.smallestDetectableRate(size, power));
    }
    if (rate != null && size != null) {
      out.line(
          "%,d in the control find %.2f%% with a power of %.2f%%",
          size, 100 * rate, 100 * plan.power(rate, size));
    }
    return ExitCode.OK.code();
  }

  private void effect(Lines out, OptionalDouble smallest) {
    if (smallest.isEmpty()) {
      out.line("%,d in the control find nothing with a power of %.0f%%", size, 100 * power);
      return;
    }
    out.line(
        "%,d in the control find a difference of %.2f points or more, %.2f%% against %.2f%%, with a"
            + " power of %.0f%%",
        size,
        100 * (smallest.getAsDouble() - baseRate),
        100 * smallest.getAsDouble(),
        100 * baseRate,
        100 * power);
  }
}
