package io.retaillake.pipelines.value;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what a run found. */
public final class ValueReport {

  private ValueReport() {}

  /** The customers, their value and how it is shared. */
  public static void print(ValueRun run, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nCustomer value, next 12 months%n"
            + "  customers %,d of %,d in gold_purchase_history have a value%n"
            + "  CLV       $%,.0f in all%n"
            + "  top 20%%   %.1f%% of CLV; the same customers brought %.1f%% of past revenue, whose"
            + " own top 20%% is %.1f%%%n"
            + "  run       %s in %s%n",
        run.customers(),
        run.histories(),
        run.totalClv(),
        100 * run.topShareOfClv(),
        100 * run.topShareOfPast(),
        100 * run.pastTopShare(),
        run.id(),
        run.tracking());
  }
}
