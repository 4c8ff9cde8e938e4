package io.retaillake.bigquery.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in the environments that the build made in {@code target}. */
public final class Python {

  private Python() {}

  /** What a program printed, both streams, and how it ended. */
  public record Ended(int code, String output) {}

  /** Runs a program of the environment with the SQL tools, in the folder of the whole project. */
  public static Ended run(String program, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(sqlTools().resolve(program).toString()));
    for (Object argument : arguments) {
      command.add(
          argument instanceof Path path ? path.toAbsolutePath().toString() : argument.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static Path sqlTools() {
    return Path.of("target/sql-venv/bin").toAbsolutePath();
  }
}
