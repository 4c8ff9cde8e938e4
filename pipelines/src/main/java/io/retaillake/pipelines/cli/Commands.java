package io.retaillake.pipelines.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * Runs a program and turns whatever comes of it into an exit code of {@link ExitCode}, with a
 * message on standard error that a user can act upon.
 *
 * <p>A {@code main} is then one line:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   System.exit(Commands.execute(new Replay(), args));
 * }
 * }</pre>
 */
public final class Commands {

  private Commands() {}

  /**
   * Parses the arguments into a picocli command and calls it. The command is a {@code
   * Callable<Integer>} that returns {@link ExitCode#code()}; help and version are answered, wrong
   * arguments end with {@link ExitCode#USAGE}.
   */
  public static int execute(Object command, String... args) {
    return execute(new CommandLine(command), args);
  }

  /** As above, with all that is printed going to one writer. */
  public static int execute(Object command, PrintWriter output, String... args) {
    return execute(new CommandLine(command).setOut(output).setErr(output), args);
  }

  private static int execute(CommandLine commandLine, String... args) {
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> Failures.report(failure, failed.getErr()).code())
        .execute(args);
  }

  /** Calls a program that parses its own arguments, such as one with Beam's options. */
  public static int run(Callable<ExitCode> program) {
    try {
      return program.call().code();
    } catch (Exception e) {
      PrintWriter standardError = new PrintWriter(System.err, true, Charset.defaultCharset());
      return Failures.report(e, standardError).code();
    }
  }
}
