package io.retaillake.pipelines.experiment;

import static io.retaillake.pipelines.experiment.ExperimentLakehouse.before;
import static io.retaillake.pipelines.experiment.ExperimentLakehouse.segment;
import static io.retaillake.pipelines.experiment.ExperimentLakehouse.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.models.experiment.Arm;
import io.retaillake.models.experiment.AssignmentRule;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.jobs.GoldTables;
import io.retaillake.transforms.tables.ExperimentAssignments;
import io.retaillake.transforms.tables.ExperimentResults;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeExperimentTest {

  private static final int CUSTOMERS = 3000;

  @TempDir private Path folder;

  @Test
  void everyCustomerHasTheArmOfItsHashAndMeasuredOutcomesAreCountedExactly() throws Exception {
    ExperimentLakehouse.write(lakehouse(), CUSTOMERS);
    // Everyone whose number ends in 0 bought, in two orders.
    StringBuilder orders = new StringBuilder("user_id,revenue\n");
    for (int i = 0; i < CUSTOMERS; i += 10) {
      orders.append(user(i)).append(",10.25\n").append(user(i)).append(",1\n");
    }
    Path file = Files.writeString(folder.resolve("orders.csv"), orders);

    ExperimentRun run = run("--outcomes=" + file, "--experiment=spring");

    assertThat(run.outcomes()).isEqualTo("measured, from orders.csv");
    AssignmentRule rule = new AssignmentRule("spring", 5000, 0.11);
    List<Map<String, Object>> rows = assignments();
    assertThat(rows).hasSize(CUSTOMERS);
    long[] converted = new long[Arm.values().length];
    for (Map<String, Object> row : rows) {
      String user = (String) row.get("user_id");
      int number = Integer.parseInt(user.substring(5));
      Arm arm = rule.arm(user);
      boolean bought = number % 10 == 0;
      converted[arm.ordinal()] += bought ? 1 : 0;
      assertThat(row)
          .containsEntry("experiment", "spring")
          .containsEntry("stratum", segment(number))
          .containsEntry("arm", arm.columnValue())
          .containsEntry("exposed", arm == Arm.TREATMENT)
          .containsEntry("converted", bought)
          .containsEntry("revenue", new BigDecimal(bought ? "11.25" : "0.00"))
          .containsEntry("pre_revenue", before(number));
    }
    Conversions control = run.analysis().data().control();
    assertThat(control.converted()).isEqualTo(converted[Arm.CONTROL.ordinal()]);
    assertThat(metric("conversions", "treatment").get("value"))
        .isEqualTo((double) converted[Arm.TREATMENT.ordinal()]);
    assertThat(metric("conversions", "holdout").get("value"))
        .isEqualTo((double) converted[Arm.HOLDOUT.ordinal()]);
  }

  @Test
  void theResultsAreThoseOfTheAnalysisWithTheirIntervals() throws Exception {
    ExperimentLakehouse.write(lakehouse(), CUSTOMERS);

    ExperimentRun run = run("--controlRate=0.1", "--treatmentRate=0.3");

    assertThat(metric("outcomes", null).get("text"))
        .isEqualTo("SIMULATED from stated rates: 10.0% and $87 against 30.0% and $94");
    Map<String, Object> difference = metric("conversion_difference", null);
    assertThat(difference)
        .containsEntry("value", run.analysis().difference().value())
        .containsEntry("lower", run.analysis().difference().interval().lower())
        .containsEntry("upper", run.analysis().difference().interval().upper());
    assertThat((double) difference.get("value")).isCloseTo(0.2, within(0.05));
    assertThat(metric("chi_square_p_value", null))
        .containsEntry("value", run.analysis().chiSquare().pValue());
    assertThat(metric("decision", null).get("text"))
        .isEqualTo(run.verdict().decision().name().toLowerCase(java.util.Locale.ROOT));
    assertThat(metric("cuped_variance_reduction", null).get("value")).isNotNull();
    List<Map<String, Object>> strata =
        results().stream()
            .filter(row -> row.get("metric").equals("stratum_conversion_difference"))
            .toList();
    assertThat(strata)
        .extracting(row -> row.get("text"))
        .containsExactlyInAnyOrder("Dormant Customers", "Loyal Customers");
  }

  @Test
  void anAnalysisThatIsRepeatedReplacesItsOwnRowsAndNoOthers() throws Exception {
    ExperimentLakehouse.write(lakehouse(), 400);
    run("--experiment=spring");
    List<Map<String, Object>> spring = assignments();
    run("--experiment=autumn", "--segments=Dormant Customers");
    run("--experiment=autumn", "--segments=Dormant Customers");

    List<Map<String, Object>> all = assignments();
    assertThat(all).hasSize(400 + 134).containsAll(spring);
    assertThat(all.stream().filter(row -> row.get("experiment").equals("autumn")))
        .hasSize(134)
        .allMatch(row -> row.get("stratum").equals("Dormant Customers"));
    assertThat(results().stream().filter(row -> row.get("metric").equals("decision")))
        .extracting(row -> row.get("experiment"))
        .containsExactlyInAnyOrder("spring", "autumn");
  }

  @Test
  void moreCustomersThanTheSidesNeedAreDrawnByStratum() throws Exception {
    ExperimentLakehouse.write(lakehouse(), CUSTOMERS);

    run("--sideSize=300");

    List<Map<String, Object>> rows = assignments();
    assertThat(rows).hasSize(600);
    assertThat(rows.stream().filter(row -> row.get("arm").equals("control"))).hasSize(300);
    assertThat(rows.stream().filter(row -> row.get("stratum").equals("Dormant Customers")))
        .hasSize(200);
  }

  @Test
  void theSameTablesAndOptionsGiveTheSameOutcomes() throws Exception {
    ExperimentLakehouse.write(lakehouse(), CUSTOMERS);

    ExperimentRun one = run();
    ExperimentRun other = run();

    assertThat(other.analysis().data().control()).isEqualTo(one.analysis().data().control());
    assertThat(other.verdict()).isEqualTo(one.verdict());
  }

  @Test
  void whatCannotBeAnalyzedIsToldWithWhatToDo() throws Exception {
    assertThatThrownBy(this::run).isInstanceOf(LakehouseException.class);
    ExperimentLakehouse.write(lakehouse(), 60);
    assertThatThrownBy(() -> run("--segments=Nobody"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Name some of: Dormant Customers, Loyal Customers");
    assertThat(refused("--holdoutShare=1")).startsWith("2 ERROR").contains("holdout share of 1.0");
    assertThat(refused("--outcomes=" + csv("user_id,revenue\nuser-1,-3\n")))
        .startsWith("7 ERROR")
        .contains("in row 1 the column 'revenue' is no amount: -3");
    assertThat(refused("--outcomes=" + csv("user_id,money\nuser-1,3\n")))
        .startsWith("7 ERROR")
        .contains("the column 'revenue' is missing");
    assertThat(refused("--outcomes=" + csv("user_id,revenue\nuser-1\n")))
        .startsWith("7 ERROR")
        .contains("row 1");
    assertThat(refused("--controlRate=1.2")).startsWith("2 ERROR").contains("--controlRate=1.2");
    assertThat(folder.resolve("lakehouse/gold_experiment_results")).doesNotExist();
  }

  @Test
  void anExperimentWithoutCustomersIsToldAsSuch() {
    ExperimentLakehouse.write(lakehouse(), 0);

    assertThat(refused()).startsWith(ExitCode.DATA.code() + " ERROR").contains("is empty");
  }

  private Path csv(String text) throws Exception {
    return Files.writeString(folder.resolve("orders.csv"), text);
  }

  /** The exit code and what was printed. */
  private String refused(String... more) {
    StringWriter printed = new StringWriter();
    int code = Commands.execute(new AnalyzeExperiment(), new PrintWriter(printed), arguments(more));
    return code + " " + printed;
  }

  private ExperimentRun run(String... more) throws Exception {
    return AnalyzeExperiment.run(arguments(more));
  }

  private String[] arguments(String... more) {
    return Stream.concat(
            Stream.of("--lakehouse=" + lakehouse(), "--tracking=" + folder.resolve("runs")),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private String lakehouse() {
    return folder.resolve("lakehouse").toString();
  }

  private List<Map<String, Object>> assignments() {
    return GoldTables.rows(lakehouse(), ExperimentAssignments.TABLE);
  }

  private List<Map<String, Object>> results() {
    return GoldTables.rows(lakehouse(), ExperimentResults.TABLE);
  }

  private Map<String, Object> metric(String name, String arm) {
    List<Map<String, Object>> found =
        results().stream()
            .filter(row -> row.get("metric").equals(name))
            .filter(row -> java.util.Objects.equals(row.get("arm"), arm))
            .toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }
}
