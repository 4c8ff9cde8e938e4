package io.retaillake.pipelines.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.cli.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link PublishWarehouse} and {@link Query} as a user runs them, on the embedded warehouse. */
class QueryTest {

  @TempDir Path folder;
  private Path lakehouse;
  private Path warehouse;

  @BeforeEach
  void makeLakehouse() {
    lakehouse = folder.resolve("lakehouse");
    warehouse = folder.resolve("warehouse.duckdb");
    SmallLakehouse.append(lakehouse, 1, 4);
  }

  @Test
  void publishedRevenueIsPrintedAsCsv() {
    assertThat(publish().code).isEqualTo(0);

    Ran csv = query("revenue_by_category_month", "--format=csv");

    assertThat(csv.code).as(csv.err).isEqualTo(0);
    assertThat(csv.out)
        .isEqualTo(
            """
            category,month_start,revenue,gross_revenue,purchases,returns\r
            "Books, ""old""\",2024-01-01,0.06,0.06,2,0\r
            Toys,2024-01-01,0.04,0.04,2,0\r
            """);
    assertThat(csv.err).contains("2 rows in");
  }

  @Test
  void jsonIsAnArrayOfObjectsAndATableIsAligned() {
    publish();

    assertThat(query("revenue_by_category_month", "--format=json").out)
        .startsWith("[\n  { \"category\" : \"Books, \\\"old\\\"\"")
        .contains("\"revenue\" : 0.06")
        .endsWith("]\n");
    assertThat(query("revenue_by_category_month", "--limit=1").out)
        .isEqualTo(
            """
            category      month_start  revenue  gross_revenue  purchases  returns
            Books, "old"  2024-01-01      0.06           0.06          2        0
            ... and more: --limit says how many are printed
            """);
  }

  @Test
  void secondPublicationSaysThatNothingChangedAndAThirdAddsWhatIsNew() {
    assertThat(publish().out).contains("silver_events").contains("published as a whole, 1 files");
    assertThat(publish().out).contains("as it was");

    SmallLakehouse.append(lakehouse, 5, 6);

    assertThat(publish().out).contains("6 rows  added 1 files");
    assertThat(query("event_types", "--format=csv").out).contains("purchase,6,1.0,6,0.21");
  }

  @Test
  void tablesThatNoJobMadeYetAreSkippedWithAWord() {
    assertThat(publish().out)
        .containsPattern("gold_user_features +no job has made it yet")
        .contains("Published 1 tables, 4 rows, in ")
        .contains("; 1 changed, " + (PublishedTables.ALL.size() - 1) + " not made yet");
  }

  @Test
  void fileIsWrittenWholeAndNothingElseIsLeft() throws IOException {
    publish();
    Path file = folder.resolve("types.csv");

    assertThat(query("event_types", "--format=csv", "--output=" + file).code).isEqualTo(0);

    assertThat(file).content().startsWith("event_type,events");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("lakehouse", "warehouse.duckdb", "types.csv");
    }
  }

  @Test
  void withoutANameStatementsAreListed() {
    Ran list = run(new Query());

    assertThat(list.code).isEqualTo(0);
    assertThat(list.out)
        .containsPattern("cohort_retention +How many of the customers who first bought")
        .containsPattern("event_types +What customers do\\.");
  }

  @Test
  void googleSqlIsPrinted() {
    assertThat(query("event_types", "--sql").out)
        .startsWith("-- What customers do.")
        .contains("from retail.silver_events");
  }

  @Test
  void wrongNamesAndPlacesAreUsageErrorsAndWarehouseErrors() {
    assertThat(query("no_such").code).isEqualTo(2);
    assertThat(query("no_such").err).contains("there is no statement 'no_such'");
    assertThat(query("event_types").code).isEqualTo(6);
    assertThat(query("event_types").err).contains("There is no warehouse at", "PublishWarehouse");
    assertThat(run(new Query(), "event_types", "--project=p", "--dataset=a-b").code).isEqualTo(2);
    assertThat(run(new Query(), "event_types", "--timeout=soon").code).isEqualTo(2);
    assertThat(query("event_types", "--bucket=b").err).contains("--bucket=b makes no sense");
    assertThat(
            run(
                    new PublishWarehouse(),
                    "--lakehouse=" + folder.resolve("none"),
                    "--warehouse=" + warehouse)
                .code)
        .isEqualTo(4);
    assertThat(warehouse).doesNotExist();
  }

  @Test
  void tableThatNoJobMadeYetIsSaid() {
    publish();

    Ran ran = query("segment_sweep");

    assertThat(ran.code).isEqualTo(6);
    assertThat(ran.err).contains("The warehouse has no table gold_segment_sweep");
  }

  private Ran publish() {
    return run(new PublishWarehouse(), "--lakehouse=" + lakehouse, "--warehouse=" + warehouse);
  }

  private Ran query(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--warehouse=" + warehouse);
    return run(new Query(), all.toArray(String[]::new));
  }

  private static Ran run(Object command, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
    try {
      int code = Commands.execute(command, arguments);
      return new Ran(
          code,
          caughtOut.toString(StandardCharsets.UTF_8),
          caughtErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private record Ran(int code, String out, String err) {}
}
