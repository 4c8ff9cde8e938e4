package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.maintenance.ForgetCustomer;
import io.retaillake.transforms.maintenance.ForgetReceipt;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes a customer from every table. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes a customer from every table of the lakehouse, and puts a keyed hash of the id on a"
          + " list, by which later stages leave out what may still come. Prints a receipt.",
      "",
      "The old files go with vacuum, 30 days later or at once when forced. Kafka is not touched:"
          + " its own retention has to forget.",
      ""
    })
final class ForgetCommand implements Callable<Integer> {

  /** Whom it is about. */
  static final class Whom {
    @Option(names = "--userId", paramLabel = "ID", description = "the customer to forget")
    private String userId;

    @Option(
        names = "--again",
        description =
            "remove what has come since of all who are forgotten; for a regular run beside others")
    private boolean again;
  }

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "the folder with the tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Whom whom;

  @Option(names = "--dryRun", description = "say what would be removed, and change nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!whom.again && whom.userId.isBlank()) {
      throw new UserError(
          ExitCode.USAGE,
          "--userId names no one",
          "it is blank",
          "Give the id as it is in the tables' column user_id");
    }
    ForgetCustomer forget = new ForgetCustomer(lakehouse);
    if (dryRun) {
      told(whom.again ? forget.planAgain() : forget.plan(whom.userId));
      return ExitCode.OK.code();
    }
    try (MaintenanceLock lock = MaintenanceLock.take(lakehouse, "forget")) {
      told(whom.again ? forget.forgetAgain() : forget.forget(whom.userId));
    }
    return ExitCode.OK.code();
  }

  private void told(ForgetReceipt receipt) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s %s%n", dryRun ? "Would remove, as of" : "Receipt of", Told.time(receipt.at()));
    receipt
        .userHashes()
        .forEach(
            hash -> out.printf("  customer  %s%n", hash.equals("all") ? "all forgotten" : hash));
    out.printf("  %-24s  %12s  %8s%n", "table", "rows removed", "files");
    for (ForgetReceipt.Line line : receipt.lines()) {
      out.printf(Locale.ROOT, "  %-24s  %,12d  %,8d%n", line.table(), line.rows(), line.files());
    }
    out.printf(Locale.ROOT, "  %-24s  %,12d%n", "all", receipt.rows());
    if (!dryRun) {
      out.println(
          "The old files are on disk until vacuum has deleted them: maintain vacuum --retention=0s"
              + " --force, or without force after 30 days.");
    }
    out.flush();
  }
}
