package io.retaillake.models.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

  private static final String[] COUNTS = {
    "experiment",
    "--control-conversions=560",
    "--control-size=5000",
    "--treatment-conversions=740",
    "--treatment-size=5000"
  };

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path report;

  @BeforeEach
  void nameTheReport() {
    report = folder.resolve("report.json");
  }

  @Test
  void countsAloneGiveTestsAndIntervals() throws IOException {
    assertThat(run(counts())).isZero();
    JsonNode found = read();
    assertThat(found.at("/chi_square/statistic").asDouble())
        .isCloseTo(28.647214854111407, within(1e-9));
    assertThat(found.at("/chi_square/p_value").asDouble())
        .isCloseTo(8.683879940236352e-08, within(1e-15));
    assertThat(found.at("/chi_square/yates/statistic").asDouble())
        .isCloseTo(28.329796640141467, within(1e-9));
    assertThat(found.at("/z/statistic").asDouble()).isCloseTo(5.352309301050472, within(1e-9));
    assertThat(found.at("/z/p_value").asDouble()).isCloseTo(8.683879940236429e-08, within(1e-15));
    assertThat(found.at("/wilson/control/0").asDouble())
        .isCloseTo(0.10355479737222283, within(1e-9));
    assertThat(found.at("/wilson/treatment/1").asDouble())
        .isCloseTo(0.1581128511272626, within(1e-9));
    assertThat(found.at("/newcombe/0").asDouble()).isCloseTo(0.022833025614819112, within(1e-9));
    assertThat(found.at("/newcombe/1").asDouble()).isCloseTo(0.04917540152505383, within(1e-9));
    assertThat(found.at("/sample_ratio/mismatch").asBoolean()).isFalse();
    assertThat(found.at("/relative_lift/value").asDouble())
        .isCloseTo(0.3214285714285714, within(1e-12));
    assertThat(found.at("/power/minimum_detectable_effect").asDouble()).isBetween(0.017, 0.019);
    assertThat(found.has("mann_whitney")).isFalse();
    assertThat(out.toString()).contains("+3.60 points", "p = 8.68e-08");
  }

  @Test
  void revenueFilesGiveTheRankTestAndTheBootstrap() throws IOException {
    Path control = file("control.csv", "revenue\n1\n2\n2\n3\n3\n3\n4\n5\n");
    Path treatment =
        file("treatment.csv", "id,revenue\na,2\nb,3\nc,3\nd,4\ne,4\nf,5\ng,6\nh,6\ni,7\n");
    assertThat(
            run(
                "experiment",
                "--control-conversions=8",
                "--control-size=8",
                "--treatment-conversions=9",
                "--treatment-size=9",
                "--revenue=" + control + "," + treatment,
                "--revenue-before=" + control + "," + treatment))
        .isZero();
    JsonNode found = read();
    assertThat(found.at("/mann_whitney/u").asDouble()).isEqualTo(55.5);
    assertThat(found.at("/mann_whitney/p_value").asDouble())
        .isCloseTo(0.062484795672341206, within(1e-12));
    assertThat(found.at("/mean_revenue/difference").asDouble())
        .isCloseTo(1.5694444444444446, within(1e-12));
    assertThat(found.at("/cuped/correlation").asDouble()).isCloseTo(1, within(1e-12));
    assertThat(found.at("/relative_lift/value").asDouble()).isZero();
  }

  @Test
  void aCampaignIsJudgedByOrderValues() throws IOException {
    assertThat(
            run(
                counts(
                    "--holdout-conversions=60",
                    "--holdout-size=550",
                    "--control-share=0.474",
                    "--customers=200000",
                    "--cost-per-customer=3.5",
                    "--margin=0.4",
                    "--control-order-value=87",
                    "--treatment-order-value=94")))
        .isZero();
    JsonNode found = read();
    assertThat(found.at("/verdict/incremental_purchases/value").asDouble())
        .isCloseTo(7200, within(1e-6));
    assertThat(found.at("/verdict/decision").asText()).isEqualTo("do_not_reallocate");
    assertThat(found.at("/verdict/break_even_margin/value").asDouble())
        .isCloseTo(0.839731, within(1e-6));
    assertThat(found.at("/holdout/finding").asText()).isEqualTo("not_shown");
    assertThat(out.toString()).contains("do not reallocate");
  }

  @Test
  void moreConversionsThanCustomersAreRefused() {
    assertThat(
            run(
                "experiment",
                "--control-conversions=6",
                "--control-size=5",
                "--treatment-conversions=1",
                "--treatment-size=5"))
        .isEqualTo(7);
    assertThat(err.toString()).contains("6 conversions of 5 customers can't be");
    assertThat(report).doesNotExist();
  }

  @Test
  void anEmptyGroupIsRefused() {
    assertThat(
            run(
                "experiment",
                "--control-conversions=0",
                "--control-size=0",
                "--treatment-conversions=1",
                "--treatment-size=5"))
        .isEqualTo(7);
    assertThat(err.toString()).contains("a group of 0 customers");
  }

  @Test
  void countsThatAreNoNumbersOrMissingAreWrongUsage() {
    assertThat(run(counts("--control-size=many"))).isEqualTo(2);
    assertThat(run("experiment")).isEqualTo(2);
    assertThat(err.toString()).contains("--control-conversions");
    assertThat(run("experiment", "--control-size=5")).isEqualTo(2);
  }

  @Test
  void revenueThatIsNoNumberIsNamedByRowAndColumn() throws IOException {
    Path good = file("good.csv", "revenue\n1\n");
    Path bad = file("bad.csv", "revenue\n1\nmany\n");
    Path negative = file("negative.csv", "revenue\n-3\n");
    Path other = file("other.csv", "a,b\n1,2\n");
    assertThat(run(counts("--revenue=" + good + "," + bad))).isEqualTo(7);
    assertThat(err.toString()).contains("row 2", "'revenue'", "many");
    assertThat(run(counts("--revenue=" + negative + "," + good))).isEqualTo(7);
    assertThat(err.toString()).contains("is negative");
    assertThat(run(counts("--revenue=" + other + "," + good))).isEqualTo(7);
    assertThat(err.toString()).contains("the column 'revenue' is missing");
    assertThat(run(counts("--revenue=" + good))).isEqualTo(2);
    assertThat(run(counts("--revenue=" + good + "," + folder.resolve("none.csv")))).isEqualTo(5);
  }

  @Test
  void aPlanSaysSizeEffectAndPower() {
    assertThat(
            RetailModels.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "experiment",
                "plan",
                "--base-rate=0.112",
                "--rate=0.148",
                "--size=5000"))
        .isZero();
    assertThat(out.toString()).contains("by 1,369 customers in the control", "99.97%");
  }

  @Test
  void theExampleSaysWhichPublishedFiguresHold() throws IOException {
    assertThat(run("experiment", "example")).isZero();
    JsonNode figures = read().get("published_figures");
    assertThat(figures).hasSize(4);
    assertThat(figures.at("/0/holds").asBoolean()).isTrue();
    assertThat(figures.at("/1/found").asText()).isEqualTo("8.7e-08");
    assertThat(figures.at("/1/holds").asBoolean()).isFalse();
    assertThat(figures.at("/2/found").asText()).startsWith("7,200 ");
    assertThat(figures.at("/2/holds").asBoolean()).isFalse();
    assertThat(figures.at("/3/found").asText()).startsWith("19% ");
    assertThat(figures.at("/3/holds").asBoolean()).isFalse();
    assertThat(out.toString()).contains("DOES NOT HOLD", "break-even at 84%");
  }

  private String[] counts(String... more) {
    String[] all = Arrays.copyOf(COUNTS, COUNTS.length + more.length);
    System.arraycopy(more, 0, all, COUNTS.length, more.length);
    return all;
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private JsonNode read() throws IOException {
    return new ObjectMapper().readTree(report.toFile());
  }

  private int run(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--output=" + report;
    return RetailModels.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
