package io.retaillake.models.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The models on the command line: {@code java -jar retail-models.jar <command>}. */
@Command(
    name = "retail-models",
    mixinStandardHelpOptions = true,
    version = "retail-models 0.1.0",
    description = {
      "What customers are worth, who they are, and whether a campaign pays, from CSV files.",
      ""
    },
    subcommands = {ClvCommand.class, SegmentsCommand.class, ExperimentCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was done",
      "1:a fault of the program",
      "2:wrong usage",
      "5:a file can't be read or written",
      "7:a file's content can't be used: a column is missing, a value is wrong, too few rows",
      "8:the fit did not converge, or the fitted model has no mean"
    })
public final class RetailModels implements Runnable {

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, with its errors turned into messages and exit codes. */
  public static CommandLine commandLine() {
    return new CommandLine(new RetailModels())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) ->
                Failures.report(failure, commandLine.getErr()).code());
  }

  /** Runs a command with its output and its errors going to the two writers. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See --help");
  }
}
