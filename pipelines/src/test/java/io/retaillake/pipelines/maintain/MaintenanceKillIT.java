package io.retaillake.pipelines.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each maintenance command in a process of its own, killed at a random moment of its work, again
 * and again, each time on the lakehouse as it was before: every table must then hold the rows of
 * before or, of a command that changes rows, those of after, and nothing between. {@code
 * -Dkill.times=50} makes it the long run; see docs/crash-tests.md.
 */
class MaintenanceKillIT {
  private static final int KILLS = Integer.getInteger("kill.times", 1);
  private static final long SEED = Long.getLong("kill.seed", 42);
  private static final String BEGINS = "work begins";

  @TempDir static Path folder;
  private static Path template;
  private static TreeMap<String, List<String>> before;

  @BeforeAll
  static void makeTemplate() {
    template = folder.resolve("template");
    SmallLakehouse lakehouse = new SmallLakehouse(template);
    lakehouse.append(15, 60);
    // So that vacuum and restore have something to go for.
    Run.maintain("optimize", "--lakehouse=" + template, "--table=quarantine_events");
    Run.maintain("optimize", "--lakehouse=" + template, "--table=bronze_events");
    before = SmallLakehouse.rows(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimize --zOrderBy=none --threads=1",
        "vacuum --retention=0s --force --uncommittedGrace=0s",
        "restore --table=silver_events --version=10 --rewindLedger",
        "reconcile",
        "forget --userId=" + SmallLakehouse.USER,
        "prune-windows"
      })
  void tablesHoldTheRowsOfBeforeOrOfAfterWheneverItIsKilled(String command) throws Exception {
    Path done = copy("done");
    long started = System.nanoTime();
    try (Child child = Child.start(done, command)) {
      child.awaitBegin();
      started = System.nanoTime();
      assertThat(child.process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(child.process.exitValue()).isZero();
    }
    long workMillis = (System.nanoTime() - started) / 1_000_000;
    TreeMap<String, List<String>> after = SmallLakehouse.rows(done);
    delete(done);
    Random random = new Random(SEED + command.hashCode());
    int killed = 0;
    int tablesChanged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path victim = copy("victim");
      try (Child child = Child.start(victim, command)) {
        child.awaitBegin();
        Thread.sleep(random.nextLong(workMillis + 1));
        killed += child.process.isAlive() ? 1 : 0;
      }
      tablesChanged += check(victim, after, command);
      finish(victim, after, command);
      delete(victim);
    }
    System.out.printf(
        "%-55s  killed %d of %d times within %,d ms; %d tables were found changed%n",
        command, killed, KILLS, workMillis, tablesChanged);
  }

  /** How many tables hold the rows of after. */
  private static int check(Path victim, Map<String, List<String>> after, String command) {
    int changed = 0;
    for (String table : before.keySet()) {
      List<String> rows = SmallLakehouse.rows(victim, table);
      if (!rows.equals(before.get(table))) {
        assertThat(rows).as("%s after a kill of %s", table, command).isEqualTo(after.get(table));
        changed++;
      }
    }
    return changed;
  }

  /** What was killed can be run again, and comes to the same end. */
  private static void finish(Path victim, Map<String, List<String>> after, String command) {
    Run run = Run.maintain(arguments(victim, command).toArray(String[]::new));

    if (command.startsWith("vacuum") || command.startsWith("restore")) {
      // What it goes for may be done, and gone.
      assertThat(run.exitCode()).as(run.output()).isIn(0, 4);
    } else {
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    for (String table : before.keySet()) {
      assertThat(SmallLakehouse.rows(victim, table)).as(table).isEqualTo(after.get(table));
    }
    assertThat(DeltaTable.namesIn(victim.toString())).containsAll(before.keySet());
  }

  private static List<String> arguments(Path lakehouse, String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("--lakehouse=" + lakehouse);
    return arguments;
  }

  private static Path copy(String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(template.relativize(file).toString()),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  private static void delete(Path lakehouse) throws IOException {
    try (Stream<Path> files = Files.walk(lakehouse)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Says that the JVM is up, and runs the program. */
  public static final class Main {
    private Main() {}

    public static void main(String[] args) {
      // Loads most classes, so that kills meet the work and not the start.
      Run.maintain("describe", args[args.length - 1]);
      System.out.println(BEGINS);
      System.out.flush();
      System.exit(Run.maintain(args).exitCode());
    }
  }

  private record Child(Process process, BufferedReader output) implements AutoCloseable {
    static Child start(Path lakehouse, String command) throws IOException {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("--add-opens"))
          .forEach(line::add);
      line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      line.addAll(arguments(lakehouse, command));
      Process process =
          new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new Child(process, process.inputReader());
    }

    void awaitBegin() throws IOException {
      String line = output.readLine();
      while (line != null && !line.equals(BEGINS)) {
        line = output.readLine();
      }
      assertThat(line).as("the child's beginning").isEqualTo(BEGINS);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}
