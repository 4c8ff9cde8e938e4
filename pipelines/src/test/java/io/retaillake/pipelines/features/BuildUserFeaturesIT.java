package io.retaillake.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.books.Balance;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.witness.DeltaRs;
import io.retaillake.transforms.maintenance.ForgetCustomer;
import io.retaillake.transforms.maintenance.ForgetReceipt;
import io.retaillake.transforms.tables.SilverEvents;
import io.retaillake.transforms.tables.UserFeatures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The features of two shops, on two runners, against SQL that shares no code with them. */
class BuildUserFeaturesIT {

  private static final List<String> TABLES =
      List.of("gold_user_features", "gold_purchase_history", "gold_category_baskets");

  @TempDir private static Path folder;
  private static Path simulated;
  private static Path simulatedOnFlink;
  private static Path journey;
  private static FeatureRun simulatedRun;
  private static FeatureRun journeyRun;

  @BeforeAll
  static void buildOnBothRunners() throws Exception {
    simulated = folder.resolve("simulated");
    journey = folder.resolve("journey");
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary())) {
      Shops.simulate(kafka, simulated);
      Shops.replay(kafka, journey);
    }
    simulatedOnFlink = Shops.copySilver(simulated, folder.resolve("simulated on flink"));
    simulatedRun = BuildUserFeatures.run("--lakehouse=" + simulated);
    BuildUserFeatures.run("--lakehouse=" + simulatedOnFlink, "--runner=FlinkRunner");
    journeyRun = BuildUserFeatures.run("--lakehouse=" + journey, "--runner=FlinkRunner");
  }

  @Test
  void everyColumnOfEveryTableIsWhatSqlOverSilverSays() {
    assertAsSql(simulated);
    assertAsSql(simulatedOnFlink);
    assertAsSql(journey);
  }

  @Test
  void bothRunnersBuildTheSameTables() {
    for (String table : TABLES) {
      DeltaRs.Comparison comparison =
          DeltaRs.open().compare(simulated.resolve(table), simulatedOnFlink.resolve(table));

      assertThat(comparison.leftRows()).isPositive();
      assertThat(comparison.equal()).as(table + " " + comparison).isTrue();
    }
  }

  @Test
  void theBooksBalanceAndEveryEventIsSomeCustomers() {
    for (FeatureRun run : List.of(simulatedRun, journeyRun)) {
      assertThat(run.balances()).allMatch(Balance::holds);
      assertThat(run.eventsAfter()).isZero();
      assertThat(run.eventsCounted()).isEqualTo(run.silverRows()).isPositive();
    }
    assertThat(simulatedRun.silverRows()).isEqualTo(20_000);
  }

  @Test
  void aTableIsReplacedInOneCommitThatNamesSilversVersion() {
    TableSnapshot features = DeltaTable.open(journey.toString(), UserFeatures.TABLE).snapshot();

    assertThat(features.version()).isEqualTo(1);
    assertThat(features.sourceVersion("silver_events")).hasValue(journeyRun.silverVersion());
    features.scan(
        List.of("silver_version"),
        row -> assertThat(row.getLong(0)).isEqualTo(journeyRun.silverVersion()));
  }

  @Test
  void featuresOfThePastAreThoseOfThatTime(@TempDir Path other) throws Exception {
    Path lakehouse = Shops.copySilver(journey, other.resolve("past"));

    FeatureRun run = BuildUserFeatures.run("--lakehouse=" + lakehouse, "--asOf=2017-06-30");

    assertThat(run.eventsAfter()).isPositive();
    assertThat(run.balances()).allMatch(Balance::holds);
    assertAsSql(lakehouse, "--as-of", "2017-06-30 23:59:59.999999+00");
  }

  @Test
  void whoIsForgottenIsLeftOutOfAnOlderVersionOfSilverToo(@TempDir Path other) throws Exception {
    Path lakehouse = Shops.copySilver(journey, other.resolve("forgetful"));
    long version = journeyRun.silverVersion();
    ForgetReceipt receipt = new ForgetCustomer(lakehouse.toString()).forget("household-870");

    FeatureRun run =
        BuildUserFeatures.run(
            "--lakehouse=" + lakehouse, "--silverVersion=" + version, "--asOf=2017-12-31");

    assertThat(run.balances()).allMatch(Balance::holds);
    assertThat(run.silverVersion()).isEqualTo(version);
    assertThat(run.eventsForgotten()).isEqualTo(receipt.rows()).isEqualTo(3);
    assertThat(run.forgottenRevenue()).isEqualTo("10.83");
    assertThat(run.customers()).isEqualTo(journeyRun.customers() - 1);
    assertAsSql(
        lakehouse,
        "--version=" + version,
        "--as-of=2017-12-31 23:59:59.999999+00",
        "--without=household-870");
  }

  @Test
  void whatAUserCanMendIsToldBeforeAnyWork(@TempDir Path empty) {
    assertUsage("--asOf=tomorrow", "2026-03-31");
    assertUsage("--colour=red", "colour");
    assertThatThrownBy(() -> BuildUserFeatures.run("--lakehouse=" + empty))
        .isInstanceOfSatisfying(
            LakehouseException.class,
            error ->
                assertThat(error.problem()).isEqualTo(LakehouseException.Problem.TABLE_MISSING));
    assertThatThrownBy(() -> BuildUserFeatures.run("--lakehouse=" + journey, "--silverVersion=99"))
        .hasMessageContaining("no version 99");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void anEmptySilverHasNoLastEventButCanHaveEmptyTables(@TempDir Path empty) throws Exception {
    DeltaTable.openOrCreate(empty.toString(), SilverEvents.TABLE);

    assertThatThrownBy(() -> BuildUserFeatures.run("--lakehouse=" + empty))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.LAKEHOUSE))
        .hasMessageContaining("holds no event");
    assertThat(BuildUserFeatures.run("--lakehouse=" + empty, "--asOf=2026-01-01").customers())
        .isZero();
  }

  private static void assertUsage(String argument, String told) {
    assertThatThrownBy(() -> BuildUserFeatures.run("--lakehouse=" + journey, argument))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(told);
  }

  private static void assertAsSql(Path lakehouse, String... more) {
    for (String table : TABLES) {
      Path sql =
          Path.of("src/test/resources/features", table.replaceFirst("^gold_", "") + ".sql")
              .toAbsolutePath();

      DeltaRs.Comparison comparison =
          DeltaRs.open()
              .compareToSql(
                  lakehouse.resolve(table), lakehouse.resolve("silver_events"), sql, more);

      assertThat(comparison.leftRows()).isPositive();
      assertThat(comparison.equal()).as(lakehouse + " " + table + " " + comparison).isTrue();
    }
  }
}
