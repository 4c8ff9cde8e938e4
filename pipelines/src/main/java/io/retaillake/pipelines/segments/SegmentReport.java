package io.retaillake.pipelines.segments;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;

/** Prints what a run found. */
public final class SegmentReport {

  private SegmentReport() {}

  /** The number of segments and why, and each segment. */
  public static void print(SegmentRun run, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nSegments of customers%n  customers %,d of %,d with a value are in a segment%n"
            + "  choice    %s%n  stability %.3f, adjusted Rand index against other seeds%n",
        run.customers(),
        run.valued(),
        run.explanation(),
        run.stability());
    BigDecimal total =
        run.groups().stream().map(SegmentRun.Group::clv).reduce(BigDecimal.ZERO, BigDecimal::add);
    for (SegmentRun.Group group : run.groups()) {
      out.printf(
          Locale.ROOT,
          "  %-22s %,7d customers  $%,13.0f CLV  %5.1f%%%n",
          group.name(),
          group.customers(),
          group.clv(),
          100 * group.clv().doubleValue() / total.doubleValue());
    }
    out.printf(Locale.ROOT, "  run       %s in %s%n", run.id(), run.tracking());
  }
}
