package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.Clustering;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDescription;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what tables hold, and how well their files are told apart by a column. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what tables hold: files, rows, bytes, protocol, properties, ledger; and how many files"
          + " a reader opens that looks for one value of a column.",
      ""
    })
final class DescribeCommand implements Callable<Integer> {

  @Mixin private TablesOption tables;

  @Option(
      names = "--column",
      defaultValue = "user_id",
      paramLabel = "NAME",
      description = "the text column that is looked for a value (default: ${DEFAULT-VALUE})")
  private String column;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (DeltaTable table : tables.open()) {
      describe(table);
    }
    return ExitCode.OK.code();
  }

  private void describe(DeltaTable table) {
    TableSnapshot snapshot = table.snapshot();
    TableDescription is = snapshot.describe();
    line("%s", table.definition().name());
    line("  what         %s", is.comment());
    line("  place        %s", table.root());
    line("  version      %d of %s", is.version(), Told.time(is.timestamp()));
    is.createdAt().ifPresent(time -> line("  created      %s", Told.time(time)));
    line(
        "  holds        %,d rows in %,d files, %s; the smallest %s, the largest %s",
        is.rows(),
        is.files(),
        Told.bytes(is.bytes()),
        Told.bytes(is.smallestFileBytes()),
        Told.bytes(is.largestFileBytes()));
    if (!is.partitionColumns().isEmpty()) {
      line("  partitions   %,d, by %s", is.partitions(), String.join(", ", is.partitionColumns()));
    }
    line(
        "  protocol     reader %d, writer %d%s",
        is.minReaderVersion(),
        is.minWriterVersion(),
        is.features().isEmpty() ? "" : ", " + String.join(", ", is.features()));
    is.properties().forEach((key, value) -> line("  property     %s = %s", key, value));
    is.ledgers().forEach((id, value) -> line("  ledger       %s at %,d", id, value));
    if (table.definition().columns().stream()
        .anyMatch(it -> it.name().equals(column) && it.type() == ColumnType.STRING)) {
      clustering(Clustering.sample(table, snapshot, column));
    }
    line("");
  }

  private void clustering(Clustering found) {
    line(
        "  clustering   a predicate on one %s opens %.1f of %,d files on average (half open no more"
            + " than %d, none more than %d), %s of %s; %d values tried",
        found.column(),
        found.meanOpened(),
        found.files(),
        found.medianOpened(),
        found.mostOpened(),
        Told.bytes(found.meanBytesOpened()),
        Told.bytes(found.bytes()),
        found.values());
  }

  private void line(String form, Object... arguments) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, form + "%n", arguments);
    out.flush();
  }
}
