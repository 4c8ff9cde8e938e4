package io.retaillake.pipelines.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import io.retaillake.bigquery.testing.Emulator;
import io.retaillake.pipelines.witness.Tool;
import io.retaillake.pipelines.witness.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dbt project, on one DuckDB file and one emulator. Every call is a process of its own. */
final class Dbt {
  static final String DATASET = "retail_dbt";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path module;
  private final Path project;
  private final Path warehouse;
  private final Emulator emulator;
  private final Path work;

  /**
   * @param module the folder of this module, whose build has made the environment of dbt
   * @param work where dbt's own files go
   */
  Dbt(Path module, Path warehouse, Emulator emulator, Path work) {
    this.module = module;
    this.project = module.getParent().resolve("dbt");
    this.warehouse = warehouse;
    this.emulator = emulator;
    this.work = work;
  }

  /** What came of a {@code dbt build}. */
  record Build(
      boolean green, List<String> notGreen, Map<String, Integer> counts, String invocation) {}

  /** Builds all models and runs all tests; dbt's files of the run are kept by this name. */
  Build build(String target, String name) throws Exception {
    return JSON.convertValue(camel(check("build", project, target, files(name))), Build.class);
  }

  /** How two tables or queries of DuckDB's differ, as multisets, over the columns both have. */
  record Difference(long rows, List<String> columns, long onlyLeft, long onlyRight) {}

  /** A pair of tables or queries, and columns that are left out. */
  record Pair(String left, String right, List<String> ignored) {}

  Map<String, Difference> differences(Map<String, Pair> pairs) throws Exception {
    Map<String, List<Object>> asked = new TreeMap<>();
    pairs.forEach(
        (name, pair) -> asked.put(name, List.of(pair.left(), pair.right(), pair.ignored())));
    Path file = work.resolve("pairs.json");
    JSON.writeValue(file.toFile(), asked);
    Map<String, Difference> found = new TreeMap<>();
    check("tables", warehouse, file)
        .fields()
        .forEachRemaining(
            entry ->
                found.put(
                    entry.getKey(), JSON.convertValue(camel(entry.getValue()), Difference.class)));
    return found;
  }

  /** How a model differs between DuckDB and the emulator, with a few examples. */
  record Engines(long rows, List<String> onlyDuckdb, List<String> onlyEmulator) {}

  Map<String, Engines> engines(String name) throws Exception {
    Map<String, Engines> found = new TreeMap<>();
    check("engines", warehouse, emulator.endpoint(), Emulator.PROJECT, DATASET, files(name))
        .fields()
        .forEachRemaining(
            entry ->
                found.put(
                    entry.getKey(), JSON.convertValue(camel(entry.getValue()), Engines.class)));
    return found;
  }

  /** What the tests noticed of faults that were put under each of them. */
  record Faults(
      int tests,
      List<String> columns,
      List<String> failedBefore,
      List<String> unnoticed,
      boolean dbtSucceeded,
      List<String> passedInDbt) {}

  Faults faults(String name) throws Exception {
    Path folder = Files.createDirectories(work.resolve("faults"));
    return JSON.convertValue(
        camel(check("faults", project, warehouse, files(name), folder)), Faults.class);
  }

  /** Whether the sources' newest rows are as new as they should be. */
  Run sourceFreshness() throws Exception {
    return tool("bin/dbt")
        .run(
            "source",
            "freshness",
            "--project-dir",
            project.toString(),
            "--profiles-dir",
            project.toString(),
            "--target-path",
            files("freshness").toString(),
            "--partial-parse-file-path",
            files("duckdb.msgpack").toString());
  }

  /** Lints the SQL that a build has compiled for BigQuery. */
  Run lint(String name) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("lint", "--config", project.resolve(".sqlfluff").toString()));
    for (String folder : List.of("models/bronze", "models/silver", "models/gold", "tests")) {
      try (Stream<Path> sql = Files.list(compiled(name).resolve(folder))) {
        sql.filter(file -> file.toString().endsWith(".sql") && Files.isRegularFile(file))
            .forEach(file -> arguments.add(file.toString()));
      }
    }
    return tool("bin/sqlfluff").run(arguments.toArray(String[]::new));
  }

  /** The SQL of a model as a build has compiled it. */
  String compiledModel(String name, String layer, String model) throws IOException {
    return Files.readString(
        compiled(name).resolve("models").resolve(layer).resolve(model + ".sql"));
  }

  /** What dbt says that a build consisted of. */
  JsonNode manifest(String name) throws IOException {
    return JSON.readTree(files(name).resolve("manifest.json").toFile());
  }

  private Path files(String name) {
    return work.resolve(name);
  }

  private Path compiled(String name) {
    return files(name).resolve("compiled/retail_lakehouse");
  }

  private JsonNode check(Object... arguments) throws Exception {
    List<String> all = new ArrayList<>();
    all.add(module.resolve("src/test/python/check_dbt.py").toString());
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    Run run = tool("bin/python").run(all.toArray(String[]::new));
    List<String> lines = run.output().lines().toList();
    if (run.exitCode() != 0 || lines.isEmpty()) {
      throw new IllegalStateException(String.join(" ", all) + "\n" + run.output());
    }
    return JSON.readTree(lines.get(lines.size() - 1));
  }

  private Tool tool(String program) {
    return Tool.of(module.resolve("target/dbt-venv").resolve(program).toString())
        .with(
            Map.of(
                "WAREHOUSE_FILE",
                warehouse.toString(),
                "BIGQUERY_EMULATOR",
                emulator.endpoint(),
                "GOOGLE_CLOUD_PROJECT",
                Emulator.PROJECT,
                "DBT_DATASET",
                DATASET,
                "DBT_LOG_PATH",
                work.resolve("logs").toString(),
                "DBT_SEND_ANONYMOUS_USAGE_STATS",
                "false"));
  }

  /** The same with names in Java's style. */
  private static JsonNode camel(JsonNode snake) {
    ObjectNode camel = JSON.createObjectNode();
    snake
        .fields()
        .forEachRemaining(
            field ->
                camel.set(
                    CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.getKey()),
                    field.getValue()));
    return camel;
  }
}
