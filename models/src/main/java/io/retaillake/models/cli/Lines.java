package io.retaillake.models.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** Prints formatted lines, with the same digits in every country. */
final class Lines {

  private final PrintWriter writer;

  private Lines(PrintWriter writer) {
    this.writer = writer;
  }

  static Lines to(CommandSpec spec) {
    return new Lines(spec.commandLine().getOut());
  }

  static Lines toErr(CommandSpec spec) {
    return new Lines(spec.commandLine().getErr());
  }

  void line(String format, Object... values) {
    writer.println(String.format(Locale.ROOT, format, values));
    writer.flush();
  }
}
