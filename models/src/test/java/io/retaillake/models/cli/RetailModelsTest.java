package io.retaillake.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RetailModelsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    assertThat(run("--help")).isEqualTo(0);
    assertThat(out.toString()).contains("clv", "7", "the fit did not converge");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?");
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    assertThat(run("clw")).isEqualTo(2);
    assertThat(err.toString()).contains("clw");
  }

  private int run(String... args) {
    return RetailModels.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
