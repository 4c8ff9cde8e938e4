package io.retaillake.pipelines.maintain;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keeps the tables of a lakehouse in shape, looks into their past, and goes back to it. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps the tables of a lakehouse in shape, looks into their past, and goes back to it.",
      "",
      "maintain COMMAND --help tells what a command does and takes.",
      ""
    },
    subcommands = {
      HelpCommand.class,
      DescribeCommand.class,
      HistoryCommand.class,
      SnapshotCommand.class,
      OptimizeCommand.class,
      VacuumCommand.class,
      RestoreCommand.class,
      ReconcileCommand.class,
      ForgetCommand.class,
      PruneWindowsCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage",
      "4:the lakehouse or a table is not what it should be, or another maintenance runs",
      "5:a file can't be read or written, or the disk is full"
    })
public final class Maintain implements Callable<Integer> {

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Maintain(), args));
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }
}
