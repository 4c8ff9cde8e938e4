package io.retaillake.models.cli;

import io.retaillake.models.report.ValueModelJson;
import io.retaillake.models.report.ValueModelJson.ValueModel;
import io.retaillake.models.value.CustomerScore;
import io.retaillake.models.value.CustomerScorer;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.TimeUnit;
import io.retaillake.models.value.ValueRanking;
import io.retaillake.models.value.ValueTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores a table of customers by a fitted model. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores customers by a fitted model.",
      "",
      "Writes the input with the columns prob_alive, expected_purchases, expected_value and clv"
          + " added. Without a Gamma-Gamma model or a column monetary_value the last two are"
          + " empty; with --periods the last one is.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all customers are scored",
      "2:wrong usage",
      "5:a file can't be read or written",
      "7:the model or the input can't be used; the message names the row and the column",
      "8:the model has no mean (q <= 1)"
    })
final class PredictCommand implements Callable<Integer> {

  private static final List<String> ADDED =
      List.of("prob_alive", "expected_purchases", "expected_value", "clv");

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "JSON",
      description = "a file of clv fit, or one by hand with r, alpha, a and b")
  private Path model;

  @Option(names = "--input", required = true, paramLabel = "CSV", description = "the customers")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "CSV",
      description = "where the scored customers go")
  private Path output;

  @ArgGroup private Ahead ahead = new Ahead();

  /** How far to look ahead: one of the two. */
  private static final class Ahead {
    @Option(
        names = "--horizon",
        defaultValue = "12",
        paramLabel = "MONTHS",
        description = "how many months to look ahead (default: ${DEFAULT-VALUE})")
    private int horizon = 12;

    @Option(
        names = "--periods",
        paramLabel = "T",
        description = "instead: the expected purchases in so much time, in the model's unit")
    private Double periods;
  }

  @Option(
      names = "--unit",
      defaultValue = "week",
      paramLabel = "week|day",
      description =
          "the unit of the times: a month is 4.345 weeks or 30 days (default: ${DEFAULT-VALUE})")
  private TimeUnit unit;

  @Option(
      names = "--discount",
      defaultValue = "0.01",
      paramLabel = "D",
      description = "the discount a month; 0.01 is one per cent (default: ${DEFAULT-VALUE})")
  private double discount;

  @Override
  public Integer call() throws IOException {
    OutputFile.require("--output", output);
    ValueModel fitted = ValueModelJson.parse(model.toString(), Files.readString(model));
    CsvTable table = CsvTable.read(input);
    CsvOutput.requireNew(table, ADDED);
    SummaryColumns columns = SummaryColumns.of(table);
    Optional<GammaGamma> spending = columns.hasValue() ? fitted.spending() : Optional.empty();
    CustomerScorer scorer = scorer(fitted, spending);
    long start = System.nanoTime();
    CustomerScore[] scores =
        scorer.scoreAll(columns.frequency(), columns.recency(), columns.age(), columns.meanValue());
    double seconds = (System.nanoTime() - start) / 1e9;
    OutputFile.write(
        output, writer -> CsvOutput.write(writer, table, ADDED, row -> texts(scores[row])));
    print(fitted, spending, columns, scores, seconds);
    return ExitCode.OK.code();
  }

  private CustomerScorer scorer(ValueModel fitted, Optional<GammaGamma> spending) {
    return ahead.periods != null
        ? CustomerScorer.overTime(fitted.purchases(), spending, ahead.periods)
        : CustomerScorer.overMonths(fitted.purchases(), spending, ahead.horizon, unit, discount);
  }

  private static String[] texts(CustomerScore score) {
    return new String[] {
      CsvOutput.text(score.probAlive()),
      CsvOutput.text(score.expectedPurchases()),
      CsvOutput.text(score.expectedValue()),
      CsvOutput.text(score.clv())
    };
  }

  private void print(
      ValueModel fitted,
      Optional<GammaGamma> spending,
      SummaryColumns columns,
      CustomerScore[] scores,
      double seconds) {
    if (!fitted.converged()) {
      Lines.toErr(spec)
          .line("WARNING  the model's fit did not converge: don't rely on what it predicts");
    }
    Lines out = Lines.to(spec);
    out.line("Scored %,d customers in %.2f s, written to %s", scores.length, seconds, output);
    out.line(
        "  expected     %,.1f purchases in %s; %,.1f customers alive",
        sum(scores, CustomerScore::expectedPurchases),
        ahead.periods != null ? ahead.periods + " periods" : ahead.horizon + " months",
        sum(scores, CustomerScore::probAlive));
    if (spending.isEmpty()) {
      out.line(
          "  value        none: %s",
          columns.hasValue()
              ? "the model has no Gamma-Gamma part"
              : "there is no column monetary_value");
    } else if (ahead.periods == null) {
      printValue(out, columns, scores);
    }
  }

  private void printValue(Lines out, SummaryColumns columns, CustomerScore[] scores) {
    double[] clv = Arrays.stream(scores).mapToDouble(CustomerScore::clv).toArray();
    double[] past = new double[clv.length];
    for (int i = 0; i < past.length; i++) {
      past[i] = columns.frequency()[i] == 0 ? 0 : columns.frequency()[i] * columns.meanValue()[i];
    }
    double total = Arrays.stream(clv).sum();
    out.line("  value        %,.2f in all at a discount of %s a month", total, discount);
    ValueRanking ranking = ValueRanking.of(clv);
    Map<ValueTier, double[]> tiers = new EnumMap<>(ValueTier.class);
    for (int i = 0; i < clv.length; i++) {
      double[] customersAndValue = tiers.computeIfAbsent(ranking.tier(i), tier -> new double[2]);
      customersAndValue[0]++;
      customersAndValue[1] += clv[i];
    }
    tiers.forEach(
        (tier, sums) ->
            out.line(
                "    %-10s %,10.0f customers %,18.2f  %5.1f%%",
                tier.label(), sums[0], sums[1], 100 * sums[1] / total));
    out.line(
        "  Pareto       the top 20%% by predicted value have %.1f%% of it, and %.1f%% of the past"
            + " revenue from repeat purchases; the top 20%% by that have %.1f%% of it",
        100 * ranking.topShare(clv),
        100 * ranking.topShare(past),
        100 * ValueRanking.of(past).topShare(past));
  }

  private static double sum(CustomerScore[] scores, ToDoubleFunction<CustomerScore> part) {
    return Arrays.stream(scores).mapToDouble(part).sum();
  }
}
