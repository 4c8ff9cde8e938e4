package io.retaillake.models.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Customer lifetime value. */
@Command(
    name = "clv",
    mixinStandardHelpOptions = true,
    description = "Customer lifetime value: BG/NBD and Gamma-Gamma.",
    subcommands = {FitCommand.class, PredictCommand.class, EvaluateCommand.class})
final class ClvCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See clv --help");
  }
}
