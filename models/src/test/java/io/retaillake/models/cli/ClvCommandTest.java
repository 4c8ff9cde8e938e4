package io.retaillake.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.models.References;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClvCommandTest {

  @TempDir private Path folder;
  private Path summary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeCdnow() throws IOException {
    List<String> lines = References.lines("cdnow_customers_summary_with_transactions.csv");
    summary =
        file(
            "summary.csv",
            "ID,frequency,recency,T,monetary_value\n"
                + lines.stream().skip(1).collect(Collectors.joining("\n")));
  }

  @Test
  void fitWritesBothModels() throws IOException {
    assertThat(fit(summary)).isEqualTo(0);

    JsonNode model = json("model.json");
    assertThat(model.at("/bgnbd/r").asDouble()).isEqualTo(0.2425929, within());
    assertThat(model.at("/bgnbd/log_likelihood").asDouble()).isEqualTo(-9582.42556, within());
    assertThat(model.at("/bgnbd/converged").asBoolean()).isTrue();
    assertThat(model.at("/gamma_gamma/q").asDouble()).isEqualTo(3.7445885, within());
    assertThat(out.toString()).contains("2,357 customers", "1,016 different histories");
  }

  @Test
  void withoutMoneyThereIsNoGammaGamma() throws IOException {
    Path input = file("in.csv", "frequency,recency,T\n1,2,9\n0,0,5\n4,7,9\n2,4,8\n1,1,9\n3,3,7\n");

    run(
        "clv",
        "fit",
        "--input",
        input,
        "--output",
        folder.resolve("model.json"),
        "--penalizer",
        0.1);

    assertThat(json("model.json").has("bgnbd")).isTrue();
    assertThat(json("model.json").has("gamma_gamma")).isFalse();
  }

  @Test
  void predictKeepsAllColumnsAndRowsInTheirOrder() throws IOException {
    fit(summary);

    assertThat(predict(folder.resolve("model.json"), summary, "--horizon", 12, "--discount", 0.01))
        .isEqualTo(0);

    List<String> input = Files.readAllLines(summary);
    List<String> output = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(output).hasSameSizeAs(input);
    assertThat(output.get(0))
        .isEqualTo(input.get(0) + ",prob_alive,expected_purchases,expected_value,clv");
    for (int i = 1; i < input.size(); i++) {
      assertThat(output.get(i)).startsWith(input.get(i) + ",");
    }
    double[] first = lastFour(output.get(1));
    assertThat(first[0]).isEqualTo(0.7266091515506474, within());
    assertThat(first[2]).isEqualTo(24.65861617432677, within());
    assertThat(first[3]).isEqualTo(36.27849649287405, within());
    assertThat(out.toString()).contains("71,509.90", "Champions", "471", "71.3%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"bgnbd\":{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,\"b\":2.426}}",
        "{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,\"b\":2.426}"
      })
  void aModelWrittenByHandIsTaken(String json) throws IOException {
    Path model = file("hand.json", json);

    assertThat(predict(model, summary, "--periods", 39)).isEqualTo(0);

    String first = Files.readAllLines(folder.resolve("out.csv")).get(1);
    assertThat(first).endsWith(",,").contains(",1.22602817476");
  }

  @Test
  void quotesAndCommasOfOtherColumnsComeOutAgain() throws IOException {
    Path model = file("hand.json", "{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,\"b\":2.426}");
    Path input =
        file("in.csv", "\uFEFFname,frequency,recency,T\r\n\"Müller, \"\"K\"\"\",0,0.00,38.86\r\n");

    assertThat(predict(model, input)).isEqualTo(0);

    List<String> lines = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(lines.get(0)).startsWith("name,frequency,");
    assertThat(lines.get(1)).startsWith("\"Müller, \"\"K\"\"\",0,0.00,38.86,1.0,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "frequency,recency;1,2;the column 'T' is missing",
        "frequency,recency,T;x,2,3;in row 1 the column 'frequency' is not a number: x",
        "frequency,recency,T;1,,3;in row 1 the column 'recency' is empty",
        "frequency,recency,T;1,NaN,3;in row 1 the column 'recency' is not a finite number: NaN",
        "frequency,recency,T;1,1d,3;in row 1 the column 'recency' is not a finite number: 1d",
        "frequency,recency,T;1,4,3;in row 1 the column 'recency' is 4.0, more than T",
        "frequency,recency,T;1,0,3;in row 1 the column 'recency' is 0 although frequency is 1.0",
        "frequency,recency,T;0,2,3;in row 1 the column 'recency' is 2.0 without a repeat purchase",
        "frequency,recency,T,monetary_value;1,2,3,-4;in row 1 the column 'monetary_value' is -4.0",
        "frequency,recency,T,monetary_value;1,2,3,;in row 1 the column 'monetary_value' is empty",
        "frequency,recency,T;1,2;row 1 has 2 columns, and the header 3",
        "frequency,recency,T,T;1,2,3,4;its header has the column 'T' twice",
        "frequency,recency,T;'';it has a header and no rows"
      })
  void whatIsWrongWithTheInputIsNamedByRowAndColumn(String header, String row, String message)
      throws IOException {
    assertThat(fit(file("bad.csv", header + "\n" + row + "\n"))).isEqualTo(7);

    assertThat(err.toString()).startsWith("ERROR  the file can't be used: ").contains(message);
    assertThat(err.toString()).contains("why", "what to do");
    assertThat(folder.resolve("model.json")).doesNotExist();
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path input = folder.resolve("latin1.csv");
    Files.write(
        input,
        "name,frequency,recency,T\nM\u00fcller,0,0,3\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(fit(input)).isEqualTo(7);

    assertThat(err.toString()).contains("its text is not UTF-8");
  }

  @Test
  void equalCustomersAreRefused() throws IOException {
    assertThat(fit(file("in.csv", "frequency,recency,T\n1,2,3\n1,2,3\n"))).isEqualTo(7);

    assertThat(err.toString()).contains("all customers are equal");
  }

  @Test
  void aFitThatDoesNotConvergeSaysSoAndLeavesItsBestPoint() throws IOException {
    assertThat(fit(file("in.csv", "frequency,recency,T\n3,9,9\n5,10,10\n1,8,8\n"))).isEqualTo(8);

    assertThat(err.toString()).contains("did not converge; the best point is r=");
    assertThat(json("model.json").at("/bgnbd/converged").asBoolean()).isFalse();
    assertThat(json("model.json").at("/bgnbd/a").asDouble()).isPositive();
  }

  @Test
  void aModelWithoutAMeanCannotPredict() throws IOException {
    Path model =
        file("hand.json", "{\"r\":1,\"alpha\":4,\"a\":1,\"b\":2,\"p\":4,\"q\":0.9,\"v\":3}");

    assertThat(predict(model, summary)).isEqualTo(8);

    assertThat(err.toString()).contains("no mean: q is 0.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"r\":1,\"alpha\":4,\"a\":1}|b is missing",
        "{\"r\":1,\"alpha\":4,\"a\":1,\"b\":-2}|b is -2.0",
        "{\"r\":1,\"alpha\":4,\"a\":1,\"b\":\"2\"}|b is not a number",
        "no json|it is no JSON"
      })
  void aModelFileThatIsNoneIsRefused(String json, String message) throws IOException {
    assertThat(predict(file("hand.json", json), summary)).isEqualTo(7);

    assertThat(err.toString()).contains(message);
  }

  @Test
  void horizonAndPeriodsExcludeEachOther() {
    assertThat(predict(summary, summary, "--horizon", 3, "--periods", 3)).isEqualTo(2);
  }

  @Test
  void aColumnThatWouldBeOverwrittenIsRefused() throws IOException {
    Path model = file("hand.json", "{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,\"b\":2.426}");
    Path input = file("in.csv", "frequency,recency,T,clv\n0,0,3,7\n");

    assertThat(predict(model, input)).isEqualTo(7);

    assertThat(err.toString()).contains("already has a column 'clv'");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(fit(folder.resolve("none.csv"))).isEqualTo(5);

    assertThat(err.toString()).contains("none.csv", "there is no such file or folder");
  }

  @Test
  void aFolderThatIsNotThereIsSeenBeforeTheWork() {
    assertThat(run("clv", "fit", "--input", summary, "--output", folder.resolve("no/model.json")))
        .isEqualTo(2);

    assertThat(err.toString()).contains("there is no folder");
  }

  @Test
  void evaluateReportsTheModelAndTwoNaiveForecasts() throws IOException {
    Path transactions =
        file(
            "tx.csv",
            "customer_id,date,value\n"
                + References.lines("CDNOW_sample.txt").stream()
                    .map(line -> line.trim().split(" +"))
                    .map(f -> f[1] + "," + iso(f[2]) + "," + f[4])
                    .collect(Collectors.joining("\n")));

    assertThat(evaluate(transactions)).isEqualTo(0);

    JsonNode report = json("report.json");
    assertThat(report.at("/actual/purchases").asDouble()).isEqualTo(1882);
    assertThat(report.at("/model/predicted_total").asDouble()).isEqualTo(1653.40869794, within());
    assertThat(report.get("naive")).hasSize(2);
    assertThat(report.get("model_is_best").asBoolean()).isTrue();
    assertThat(out.toString()).contains("1,653.4", "own pace", "common pace");
  }

  @ParameterizedTest
  @CsvSource({
    "'a,1997-13-01,5', in row 1 the column 'date' is no date: 1997-13-01",
    "'a,1997-02-30,5', in row 1 the column 'date' is no date: 1997-02-30",
    "'a,1997-01-01,-5', in row 1 the column 'value' is -5.0: negative money",
    "',1997-01-01,5', in row 1 the column 'customer_id' is empty"
  })
  void aPurchaseThatCannotBeIsNamed(String row, String message) throws IOException {
    assertThat(evaluate(file("tx.csv", "customer_id,date,value\n" + row + "\n"))).isEqualTo(7);

    assertThat(err.toString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "1997-01-31, 1997-01-31",
    "19970131, 1997-01-31",
    "1997-01-31T10:15:30, 1997-01-31",
    "1997-01-31 10:15:30, 1997-01-31",
    "1997-01-31T10:15:30.123456Z, 1997-01-31",
    "1997-01-31T23:30:00-02:00, 1997-02-01"
  })
  void daysAndTimesAreReadAsDaysInUtc(String text, String day) throws IOException {
    CsvTable table = CsvTable.read(file("tx.csv", "customer_id,date,value\na," + text + ",1\n"));

    assertThat(TransactionColumns.of(table).get(0).date()).hasToString(day);
  }

  private static String iso(String day) {
    return day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
  }

  private int fit(Path input) {
    return run("clv", "fit", "--input", input, "--output", folder.resolve("model.json"));
  }

  private int predict(Path model, Path input, Object... more) {
    Object[] arguments = {
      "clv", "predict", "--model", model, "--input", input, "--output", folder.resolve("out.csv")
    };
    return run(
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
            .toArray());
  }

  private int evaluate(Path transactions) {
    return run(
        "clv",
        "evaluate",
        "--transactions",
        transactions,
        "--calibration-end",
        "1997-09-30",
        "--observation-end",
        "1998-06-30",
        "--output",
        folder.resolve("report.json"));
  }

  private int run(Object... arguments) {
    String[] texts = java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    return RetailModels.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private static double[] lastFour(String line) {
    String[] cells = line.split(",", -1);
    double[] last = new double[4];
    for (int i = 0; i < 4; i++) {
      last[i] = Double.parseDouble(cells[cells.length - 4 + i]);
    }
    return last;
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-5);
  }
}
