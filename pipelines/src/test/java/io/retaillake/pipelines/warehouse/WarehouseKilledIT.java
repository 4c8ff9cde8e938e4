package io.retaillake.pipelines.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.PublishedTable;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.pipelines.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link PublishWarehouse} and {@link Query} in processes of their own, killed while they are at
 * work, and run again.
 */
class WarehouseKilledIT {

  private static final int COMMITS = 40;

  @TempDir static Path lakehouse;
  @TempDir Path folder;

  @BeforeAll
  static void makeLakehouse() {
    for (int number = 0; number < COMMITS; number++) {
      SmallLakehouse.append(lakehouse, number, number);
    }
  }

  @Test
  void publicationThatIsKilledIsAllOrNothingAndRightWhenRunAgain() throws Exception {
    for (int millis : new int[] {0, 40, 160}) {
      Path file = folder.resolve("killed-after-" + millis + ".duckdb");
      String[] arguments = {"--lakehouse=" + lakehouse, "--warehouse=" + file};

      kill(start(PublishWarehouse.class, arguments), () -> Files.exists(file), millis);

      assertThat(publishedVersion(file)).isIn(Optional.empty(), Optional.of((long) COMMITS));
      assertThat(Commands.execute(new PublishWarehouse(), arguments)).isEqualTo(0);
      assertThat(publishedVersion(file)).contains((long) COMMITS);
      assertThat(eventTypes(file)).contains("purchase,40,1.0,10,7.80");
    }
  }

  @Test
  void outputOfAKilledQueryIsWholeOrNotThereAndRightWhenRunAgain() throws Exception {
    Path file = folder.resolve("warehouse.duckdb");
    Commands.execute(new PublishWarehouse(), "--lakehouse=" + lakehouse, "--warehouse=" + file);
    String whole = eventTypes(file);
    for (int millis : new int[] {0, 10}) {
      Path output = Files.createDirectory(folder.resolve("out-" + millis)).resolve("types.csv");

      kill(start(Query.class, query(file, output)), () -> holdsAFile(output.getParent()), millis);

      assertThat(Files.exists(output) ? Files.readString(output) : whole).isEqualTo(whole);
      assertThat(Commands.execute(new Query(), query(file, output))).isEqualTo(0);
      assertThat(output).content().isEqualTo(whole);
    }
  }

  private String eventTypes(Path warehouse) throws IOException {
    Path output = folder.resolve("types.csv");
    assertThat(Commands.execute(new Query(), query(warehouse, output))).isEqualTo(0);
    return Files.readString(output);
  }

  private static String[] query(Path warehouse, Path output) {
    return new String[] {
      "event_types", "--format=csv", "--output=" + output, "--warehouse=" + warehouse
    };
  }

  private static Optional<Long> publishedVersion(Path file) {
    try (Warehouse warehouse = DuckDbWarehouse.at(file)) {
      return Optional.ofNullable(warehouse.published().get("silver_events"))
          .map(PublishedTable::version);
    }
  }

  private static boolean holdsAFile(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Kills the process so many milliseconds after it was seen at work; it may have ended by then.
   */
  private static void kill(Process process, BooleanSupplier atWork, int millis) throws Exception {
    while (process.isAlive() && !atWork.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  private static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
