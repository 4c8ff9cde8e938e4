package io.retaillake.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.models.References;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void labelsAndReportAreWritten() throws IOException {
    Path input = reference();

    assertThat(segments(input, "--k", "2..8", "--seed", "7", "--starts", "5")).isEqualTo(0);

    List<String> rows = Files.readAllLines(input);
    List<String> labels = Files.readAllLines(folder.resolve("labels.csv"));
    assertThat(labels).hasSameSizeAs(rows);
    assertThat(labels.get(0)).isEqualTo(rows.get(0) + ",label,segment");
    for (int i = 1; i < rows.size(); i++) {
      assertThat(labels.get(i)).startsWith(rows.get(i) + ",");
    }
    JsonNode report = report();
    assertThat(report.get("k")).hasSize(7);
    assertThat(report.get("k").get(0).fieldNames())
        .toIterable()
        .startsWith("k", "inertia", "silhouette");
    int chosen = report.get("chosen_k").asInt();
    assertThat(report.get("why").asText()).startsWith("K = " + chosen + " has the highest");
    assertThat(report.get("segments")).hasSize(chosen);
    assertThat(report.at("/model/centres")).hasSize(chosen);
    assertThat(report.at("/segments/0/name").asText()).isEqualTo("VIP Champions");
    assertThat(out.toString()).contains("<- chosen", "VIP Champions", "stability");
  }

  @Test
  void fromTheFirstRowsTheInertiaIsThatOfScikitLearn() throws IOException {
    assertThat(segments(reference(), "--k", "5", "--init", "first-rows")).isEqualTo(0);

    JsonNode sklearn = References.json("segment_features_sklearn.json").at("/first_rows/3");
    assertThat(sklearn.get("k").asInt()).isEqualTo(5);
    assertThat(report().at("/k/0/inertia").asDouble())
        .isCloseTo(sklearn.get("inertia").asDouble(), Offset.offset(1e-9));
    List<String> labels = Files.readAllLines(folder.resolve("labels.csv"));
    for (int i = 0; i < sklearn.get("labels").size(); i++) {
      String[] cells = labels.get(i + 1).split(",", -1);
      assertThat(cells[cells.length - 2]).isEqualTo(sklearn.get("labels").get(i).asText());
    }
    assertThat(report().get("starts").asInt()).isEqualTo(1);
    assertThat(report().get("init").asText()).isEqualTo("first-rows");
    assertThat(report().get("why").asText()).isEqualTo("K = 5 was given.");
  }

  @ParameterizedTest
  @CsvSource({
    "1..4, 2, K is asked for from 1 to 4",
    "5..4, 2, K is asked for from 5 to 4",
    "two, 2, is neither a number",
    "600, 7, fewer customers than clusters",
  })
  void aKThatCannotBeIsRefused(String k, int code, String message) throws IOException {
    String wanted = k.equals("600") ? "60" : k;
    Path input = k.equals("600") ? first(50) : reference();

    assertThat(segments(input, "--k", wanted)).isEqualTo(code);

    assertThat(err.toString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "recency,frequency,monetary_value,clv_12m;1,2,3,4;the column 'prob_alive' is missing",
        "recency,frequency,monetary_value,clv_12m,prob_alive;1,2,3,,1;'clv_12m' is empty",
        "recency,frequency,monetary_value,clv_12m,prob_alive;1,2,-3,4,1;'monetary_value' is -3.0",
        "recency,frequency,monetary_value,clv_12m,prob_alive;1,2,3,NaN,1;'clv_12m' is not a finite",
      })
  void whatIsWrongWithTheInputIsNamed(String header, String row, String message)
      throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), header + "\n" + row + "\n");

    assertThat(segments(input)).isEqualTo(7);

    assertThat(err.toString()).contains(message);
    assertThat(folder.resolve("labels.csv")).doesNotExist();
  }

  @Test
  void equalCustomersAreRefused() throws IOException {
    Path input =
        Files.writeString(
            folder.resolve("in.csv"),
            "recency,frequency,monetary_value,clv_12m,prob_alive\n" + "1,2,3,4,0.5\n".repeat(20));

    assertThat(segments(input)).isEqualTo(7);

    assertThat(err.toString()).contains("all customers are equal");
  }

  private Path reference() throws IOException {
    return first(500);
  }

  private Path first(int rows) throws IOException {
    List<String> lines = References.lines("segment_features.csv").subList(0, rows + 1);
    return Files.write(folder.resolve("features.csv"), lines);
  }

  private int segments(Path input, String... more) {
    Stream<String> arguments =
        Stream.of(
            "segments",
            "--input",
            input.toString(),
            "--output-labels",
            folder.resolve("labels.csv").toString(),
            "--output-report",
            folder.resolve("report.json").toString());
    return RetailModels.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Stream.concat(arguments, Arrays.stream(more)).toArray(String[]::new));
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
  }
}
