package io.retaillake.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandsTest {

  private static final UserError NO_TOPIC =
      new UserError(ExitCode.KAFKA, "no topic", "nobody made it", "Make it");

  @Command(name = "probe", mixinStandardHelpOptions = true)
  static final class Probe implements Callable<Integer> {

    @Option(names = "--fail")
    private boolean fail;

    @Override
    public Integer call() {
      if (fail) {
        throw new IllegalStateException("wrapped by a runner", NO_TOPIC);
      }
      return ExitCode.OK.code();
    }
  }

  @Test
  void aCommandThatEndsWellEndsWithZero() {
    assertThat(Commands.execute(new Probe())).isZero();
    assertThat(Commands.execute(new Probe(), "--help")).isZero();
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertThat(Commands.execute(new Probe(), "--nonsense")).isEqualTo(2);
  }

  @Test
  void aUserErrorDeepInsideDecidesTheExitCode() {
    assertThat(Commands.execute(new Probe(), "--fail")).isEqualTo(3);
    assertThat(
            Commands.run(
                () -> {
                  throw new RuntimeException(NO_TOPIC);
                }))
        .isEqualTo(3);
    assertThat(Commands.run(() -> ExitCode.FAILED)).isEqualTo(1);
  }

  @Test
  void aUserErrorIsToldInThreePartsWithoutAStackTrace() {
    StringWriter told = new StringWriter();

    ExitCode code = Failures.report(new RuntimeException(NO_TOPIC), new PrintWriter(told));

    assertThat(code).isEqualTo(ExitCode.KAFKA);
    assertThat(told.toString().lines())
        .containsExactly(
            "ERROR  no topic", "  why         nobody made it", "  what to do  Make it");
  }

  @Test
  void aFullDiskAndAMissingFileAreTroubleWithFiles() {
    StringWriter told = new StringWriter();

    assertThat(Failures.report(new IOException("No space left on device"), new PrintWriter(told)))
        .isEqualTo(ExitCode.IO);
    assertThat(Failures.report(new NoSuchFileException("orders.csv"), new PrintWriter(told)))
        .isEqualTo(ExitCode.IO);
    assertThat(told.toString())
        .contains("the disk is full")
        .contains("a file can't be used: orders.csv")
        .contains("there is no such file or folder")
        .doesNotContain("at io.retaillake");
  }

  @Test
  void aFaultOfTheProgramComesWithItsStackTrace() {
    StringWriter told = new StringWriter();

    assertThat(Failures.report(new NullPointerException("oops"), new PrintWriter(told)))
        .isEqualTo(ExitCode.FAILED);
    assertThat(told.toString()).contains("unexpected failure").contains("at io.retaillake");
  }
}
