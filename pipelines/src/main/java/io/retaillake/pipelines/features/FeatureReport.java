package io.retaillake.pipelines.features;

import io.retaillake.pipelines.books.Balance;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what a run built. */
public final class FeatureReport {

  private FeatureReport() {}

  /** Of when the features are, what adds up, and the rows of each table. */
  public static void print(FeatureRun run, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nFeatures as of %s, from version %d of silver%n",
        run.asOf(),
        run.silverVersion());
    for (Balance balance : run.balances()) {
      out.printf(Locale.ROOT, "  %s%n", balance.line());
    }
    out.printf(
        Locale.ROOT,
        "  rows      gold_user_features %,d · gold_purchase_history %,d · gold_category_baskets"
            + " %,d%n",
        run.customers(),
        run.buyers(),
        run.baskets());
  }
}
