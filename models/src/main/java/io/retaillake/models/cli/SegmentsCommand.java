package io.retaillake.models.cli;

import io.retaillake.models.report.Json;
import io.retaillake.models.report.SegmentationJson;
import io.retaillake.models.segments.Segment;
import io.retaillake.models.segments.SegmentFeatures;
import io.retaillake.models.segments.Segmentation;
import io.retaillake.models.segments.SegmentationSettings;
import io.retaillake.models.segments.SegmentationSettings.Init;
import io.retaillake.models.segments.SweepPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Groups customers who are alike. */
@Command(
    name = "segments",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Groups customers by K-Means on standardised features, and names the groups.",
      "",
      "The input has a row a customer and the columns recency (time since the last purchase),"
          + " frequency, monetary_value, clv_12m and prob_alive. The labels are the input with the"
          + " columns label and segment added. The K with the highest silhouette is taken; the"
          + " report says why.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:labels and report are written",
      "2:wrong usage",
      "5:a file can't be read or written",
      "7:the input can't be used: a column is missing, a value is wrong, too few customers"
    })
final class SegmentsCommand implements Callable<Integer> {

  private static final List<String> ADDED = List.of("label", "segment");
  private static final String MONEY = "monetary_value";
  private static final long QUIET_NANOS = 2_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(names = "--input", required = true, paramLabel = "CSV", description = "the customers")
  private Path input;

  @Option(
      names = "--k",
      defaultValue = "2..8",
      paramLabel = "K|A..B",
      converter = KRange.Converter.class,
      description = "how many segments, or a range to choose from (default: ${DEFAULT-VALUE})")
  private KRange k;

  @Option(
      names = "--output-labels",
      required = true,
      paramLabel = "CSV",
      description = "where the labelled customers go")
  private Path outputLabels;

  @Option(
      names = "--output-report",
      required = true,
      paramLabel = "JSON",
      description = "where the report goes")
  private Path outputReport;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "of all that is drawn: equal seeds, equal results (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--starts",
      defaultValue = "10",
      paramLabel = "N",
      description = "how often K-Means starts for each K (default: ${DEFAULT-VALUE})")
  private int starts;

  @Option(
      names = "--init",
      defaultValue = "k-means++",
      paramLabel = "k-means++|first-rows",
      converter = InitConverter.class,
      description =
          "where it starts; first-rows takes the first K rows, once, and keeps their order in the"
              + " labels (default: ${DEFAULT-VALUE})")
  private Init init;

  /** The names of {@link Init} on the command line. */
  static final class InitConverter implements ITypeConverter<Init> {
    @Override
    public Init convert(String text) {
      return switch (text) {
        case "k-means++" -> Init.PLUS_PLUS;
        case "first-rows" -> Init.FIRST_ROWS;
        default ->
            throw new TypeConversionException("'" + text + "' is neither k-means++ nor first-rows");
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    SegmentationSettings settings =
        new SegmentationSettings(k.fewest(), k.most(), seed, starts, init);
    OutputFile.require("--output-labels", outputLabels);
    OutputFile.require("--output-report", outputReport);
    CsvTable table = CsvTable.read(input);
    CsvOutput.requireNew(table, ADDED);
    SegmentFeatures features = features(table);
    long start = System.nanoTime();
    Segmentation found = Segmentation.of(features, settings, point -> progress(point, start));
    double seconds = (System.nanoTime() - start) / 1e9;
    OutputFile.write(
        outputLabels, writer -> CsvOutput.write(writer, table, ADDED, row -> texts(found, row)));
    OutputFile.write(outputReport, writer -> writer.write(Json.text(SegmentationJson.of(found))));
    print(found, seconds);
    return ExitCode.OK.code();
  }

  private static SegmentFeatures features(CsvTable table) {
    table.requireRows();
    List<double[]> columns = SegmentFeatures.NAMES.stream().map(table::numbers).toList();
    double[] money = columns.get(SegmentFeatures.NAMES.indexOf(MONEY));
    for (int i = 0; i < money.length; i++) {
      if (money[i] < 0) {
        throw table.badValue(MONEY, i, "is " + money[i] + ": negative money");
      }
    }
    return new SegmentFeatures(
        columns.get(0), columns.get(1), columns.get(2), columns.get(3), columns.get(4));
  }

  private static String[] texts(Segmentation found, int row) {
    int label = found.labels()[row];
    return new String[] {String.valueOf(label), found.segments().get(label).name()};
  }

  private void progress(SweepPoint point, long start) {
    long taken = System.nanoTime() - start;
    if (taken > QUIET_NANOS) {
      Lines.toErr(spec).line("K = %d done after %.0f s", point.k(), taken / 1e9);
    }
  }

  private void print(Segmentation found, double seconds) {
    Lines out = Lines.to(spec);
    out.line(
        "Segmented %,d customers in %.2f s, written to %s and %s",
        found.labels().length, seconds, outputLabels, outputReport);
    out.line("  %4s %16s %12s", "K", "inertia", "silhouette");
    for (SweepPoint point : found.sweep()) {
      out.line(
          "  %4d %16.4f %12.4f%s",
          point.k(),
          point.inertia(),
          point.silhouette(),
          point.k() == found.choice().k() ? "  <- chosen" : "");
    }
    out.line("  %s", found.choice().explanation());
    out.line(
        "  stability    other seeds agree by %.3f on average, %.3f at least (adjusted Rand index)",
        found.stability().mean(), found.stability().least());
    out.line(
        "  %-22s %10s %6s %10s %10s %10s %12s %6s",
        "segment", "customers", "", "recency", "frequency", "money", "12 months", "alive");
    for (Segment segment : found.segments()) {
      double[] centre = segment.centre();
      out.line(
          "  %-22s %,10d %5.1f%% %10.1f %10.2f %10.2f %12.2f %6.3f",
          segment.name(),
          segment.customers(),
          100.0 * segment.customers() / found.labels().length,
          centre[0],
          centre[1],
          centre[2],
          centre[3],
          centre[4]);
    }
  }
}
