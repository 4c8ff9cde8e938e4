package io.retaillake.pipelines.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.warehouse.SmallLakehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Charts} as a user runs it. */
class ChartsTest {

  @TempDir Path folder;

  @Test
  void chosenChartsAreWrittenAsPictureAndFigures() throws IOException {
    SmallLakehouse.append(folder.resolve("lakehouse"), 1, 4);

    Ran ran = run("--only=event-types,clv-pareto");

    assertThat(ran.code).as(ran.printed).isEqualTo(0);
    assertThat(files())
        .containsExactly(
            "01-event-types.csv",
            "01-event-types.png",
            "01-event-types.svg",
            "08-clv-pareto.csv",
            "08-clv-pareto.png",
            "08-clv-pareto.svg",
            "dashboard.png",
            "dashboard.svg");
    assertThat(Files.readString(output("01-event-types.csv")))
        .isEqualTo("event_type,events\r\npurchase,4\r\n");
    assertThat(Files.readString(output("01-event-types.svg")))
        .contains("100% of events are purchases", "Source: silver_events version 1, 4 rows");
    assertThat(ImageIO.read(output("01-event-types.png").toFile()).getWidth()).isEqualTo(1920);
    assertThat(ran.printed)
        .contains("There is no table gold_customer_value yet. EstimateCustomerValue makes it.")
        .contains("Wrote 2 charts to " + folder.resolve("charts"))
        .contains("1 with nothing to show yet");
  }

  @Test
  void anUnknownChartAndAnEmptyLakehouseAreRefused() {
    Ran unknown = run("--only=pie");
    Ran empty = run();

    assertThat(unknown.code).isEqualTo(2);
    assertThat(unknown.printed)
        .contains("--only=pie is no chart")
        .contains("Choose from 01-event-types");
    assertThat(empty.code).isEqualTo(4);
    assertThat(empty.printed).contains("There is no lakehouse at");
    assertThat(folder.resolve("charts")).doesNotExist();
  }

  private record Ran(int code, String printed) {}

  private Ran run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--lakehouse=" + folder.resolve("lakehouse"),
                "--warehouse=" + folder.resolve("warehouse.duckdb"),
                "--output=" + folder.resolve("charts")));
    args.addAll(List.of(more));
    PrintStream standardOutput = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      int code =
          Commands.execute(new Charts(), new PrintWriter(errors), args.toArray(String[]::new));
      return new Ran(code, printed.toString(StandardCharsets.UTF_8) + errors);
    } finally {
      System.setOut(standardOutput);
    }
  }

  private Path output(String file) {
    return folder.resolve("charts").resolve(file);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("charts"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
