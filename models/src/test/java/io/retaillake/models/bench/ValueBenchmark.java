package io.retaillake.models.bench;

import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.BgNbdFit;
import io.retaillake.models.value.CustomerScore;
import io.retaillake.models.value.CustomerScorer;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.TimeUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Fits BG/NBD to histories from a file and scores them; the first round is that of a cold JVM. */
public final class ValueBenchmark {

  private static final GammaGamma SPENDING = new GammaGamma(6.25, 3.74, 15.44);

  private ValueBenchmark() {}

  /** Arguments: a file with the columns frequency, recency, T, value one after the other. */
  public static void main(String[] arguments) throws IOException {
    double[][] columns = Doubles.columns(Path.of(arguments[0]), 4);
    for (int round = 1; round <= 3; round++) {
      long start = System.nanoTime();
      BgNbdFit fit =
          BetaGeometricNegativeBinomial.fit(
              PurchaseHistories.of(columns[0], columns[1], columns[2]), 0);
      long fitted = System.nanoTime();
      CustomerScore[] scores =
          CustomerScorer.overMonths(fit.model(), Optional.of(SPENDING), 12, TimeUnit.WEEK, 0.01)
              .scoreAll(columns[0], columns[1], columns[2], columns[3]);
      long scored = System.nanoTime();
      System.out.printf(
          Locale.ROOT,
          "round %d fit_seconds %.3f score_seconds %.3f log_likelihood %.4f distinct %d iterations"
              + " %d clv %.2f%n",
          round,
          (fitted - start) / 1e9,
          (scored - fitted) / 1e9,
          fit.logLikelihood(),
          fit.distinctHistories(),
          fit.iterations(),
          Arrays.stream(scores).mapToDouble(CustomerScore::clv).sum());
    }
  }
}
