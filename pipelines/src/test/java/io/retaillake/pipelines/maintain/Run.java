package io.retaillake.pipelines.maintain;

import io.retaillake.pipelines.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a run of the program came to: its exit code and all that it printed. */
record Run(int exitCode, String output) {

  /** Runs the program in this process. */
  static Run maintain(String... args) {
    StringWriter output = new StringWriter();
    int exitCode = Commands.execute(new Maintain(), new PrintWriter(output, true), args);
    return new Run(exitCode, output.toString());
  }
}
