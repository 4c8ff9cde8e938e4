package io.retaillake.pipelines.witness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.pipelines.witness.TableFacts.Field;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Reads Delta tables by delta-rs, which shares no code with us or with Delta Kernel. Every call is
 * a Python process of its own that takes about a second.
 *
 * <p>A call throws {@link IllegalStateException} with Python's message if the table can't be read.
 */
public final class DeltaRs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_MINUTES = 10;

  private final Path python;
  private final Path scripts;

  private DeltaRs(Path python, Path scripts) {
    this.python = python;
    this.scripts = scripts;
  }

  /**
   * The witness of this module's build.
   *
   * @throws IllegalStateException if the build has not made its environment yet
   */
  public static DeltaRs open() {
    Path module = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
    Path python = module.resolve("target/venv/bin/python");
    if (!Files.isExecutable(python)) {
      throw new IllegalStateException(
          "There is no Python environment to read tables with: "
              + python
              + " is missing.\n  Why: the build makes it before the integration tests.\n"
              + "  What to do: in "
              + module
              + " run python3 src/test/python/make_venv.py target/venv"
              + " src/test/python/requirements.txt");
    }
    return new DeltaRs(python, module.resolve("src/test/python"));
  }

  /** The facts of the table's latest version, with the ledger's entries for these ids. */
  public TableFacts read(Path table, String... ledgerIds) {
    List<String> arguments = new ArrayList<>(List.of(table.toString()));
    Arrays.stream(ledgerIds).forEach(id -> arguments.addAll(List.of("--transaction", id)));
    return facts(run("read_table.py", arguments));
  }

  /** The facts of the table as it was at this version. */
  public TableFacts readVersion(Path table, long version) {
    return facts(
        run("read_table.py", List.of(table.toString(), "--version", Long.toString(version))));
  }

  /** What is left of the table where its partition columns have these values. */
  public Pruned prune(Path table, Map<String, String> partitionValues) {
    List<String> arguments = new ArrayList<>(List.of(table.toString()));
    partitionValues.forEach(
        (column, value) -> arguments.addAll(List.of("--where", column + "=" + value)));
    JsonNode json = run("read_table.py", arguments);
    return new Pruned(json.required("kept_files").asInt(), json.required("kept_rows").asLong());
  }

  /** How many files delta-rs has to open for a partition filter, and how many rows match it. */
  public record Pruned(int files, long rows) {}

  /**
   * The rows that DuckDB answers to this SQL over the table, which is called {@code lake} in it:
   * column to value as text (null stays null, times are UTC, bytes are hexadecimal), sorted by all
   * columns from left to right.
   */
  public List<Map<String, String>> query(Path table, String sql) {
    JsonNode json = run("read_table.py", List.of(table.toString(), "--query", sql));
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode values : json.required("rows")) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(json.required("columns").get(i).asText(), values.get(i).textValue());
      }
      rows.add(row);
    }
    return rows;
  }

  /** A digest over all rows of the latest version: equal for equal rows, in whatever files. */
  public String digest(Path table) {
    return digest(table, List.of());
  }

  /** A digest over all rows of a version. */
  public String digest(Path table, long version) {
    return digest(table, List.of("--version", Long.toString(version)));
  }

  /** A digest over all rows of the version of a time. */
  public String digest(Path table, Instant timestamp) {
    return digest(table, List.of("--timestamp", timestamp.toString()));
  }

  private String digest(Path table, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(table.toString(), "--query"));
    arguments.add("select * from lake");
    arguments.addAll(options);
    return run("read_table.py", arguments).required("digest").asText();
  }

  /** Changes a table as another engine would; see {@code change_table.py} for what it can do. */
  public JsonNode change(Path table, String action, String... arguments) {
    List<String> all = new ArrayList<>(List.of(table.toString(), action));
    all.addAll(Arrays.asList(arguments));
    return run("change_table.py", all);
  }

  /** Makes the tables that {@code foreign_tables.py} tells of. */
  public void makeForeignTables(Path folder) {
    run("foreign_tables.py", List.of(folder.toString()));
  }

  /** Whether two tables hold the same rows, as multisets, leaving these columns out. */
  public Comparison compare(Path left, Path right, String... ignoredColumns) {
    return compareBySql(left, right, "select * from lake", ignoredColumns);
  }

  /** Whether this SQL, in which the table is called {@code lake}, answers the same to both. */
  public Comparison compareBySql(Path left, Path right, String sql, String... ignoredColumns) {
    JsonNode json =
        run(
            "table_equal.py",
            List.of(
                left.toString(),
                right.toString(),
                "--query",
                sql,
                "--ignore",
                String.join(",", ignoredColumns)));
    return comparison(json);
  }

  /**
   * Whether a table holds what an SQL query over silver answers: left is the table, right the
   * answer. The query reads {@code silver} and DuckDB's variables {@code as_of}, the time of
   * silver's last event, and {@code silver_version}.
   */
  public Comparison compareToSql(Path table, Path silver, Path sql, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(table.toString(), silver.toString(), sql.toString()));
    arguments.addAll(List.of(more));
    return comparison(run("table_answers.py", arguments));
  }

  private static Comparison comparison(JsonNode json) {
    return new Comparison(
        json.required("left_rows").asLong(),
        json.required("right_rows").asLong(),
        json.required("only_left").asLong(),
        json.required("only_right").asLong(),
        json.required("examples_left").toString(),
        json.required("examples_right").toString());
  }

  /** Two tables' rows side by side, with up to five examples of what only one of them has. */
  public record Comparison(
      long leftRows,
      long rightRows,
      long onlyLeft,
      long onlyRight,
      String examplesLeft,
      String examplesRight) {

    public boolean equal() {
      return onlyLeft == 0 && onlyRight == 0;
    }
  }

  private static TableFacts facts(JsonNode json) {
    List<Field> schema = new ArrayList<>();
    for (JsonNode field : json.required("schema")) {
      schema.add(
          new Field(
              field.required("name").asText(),
              field.required("type").asText(),
              field.required("nullable").asBoolean()));
    }
    List<String> partitionColumns = new ArrayList<>();
    json.required("partition_columns").forEach(column -> partitionColumns.add(column.asText()));
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    json.required("sums")
        .fields()
        .forEachRemaining(
            sum ->
                sums.put(
                    sum.getKey(),
                    sum.getValue().isNull()
                        ? BigDecimal.ZERO
                        : new BigDecimal(sum.getValue().asText())));
    Map<String, OptionalLong> ledger = new LinkedHashMap<>();
    json.required("transactions")
        .fields()
        .forEachRemaining(
            entry ->
                ledger.put(
                    entry.getKey(),
                    entry.getValue().isNull()
                        ? OptionalLong.empty()
                        : OptionalLong.of(entry.getValue().asLong())));
    return new TableFacts(
        json.required("version").asLong(),
        schema,
        partitionColumns,
        json.required("rows").asLong(),
        json.required("files").asInt(),
        json.required("history").asInt(),
        sums,
        ledger);
  }

  private JsonNode run(String script, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(scripts.resolve(script).toString());
    command.addAll(arguments);
    try {
      // To files, as a process that fills one pipe while we read the other would never end.
      File answer = File.createTempFile("delta-rs", ".json");
      File complaint = File.createTempFile("delta-rs", ".txt");
      try {
        Process process =
            new ProcessBuilder(command).redirectOutput(answer).redirectError(complaint).start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "No answer within " + LIMIT_MINUTES + " minutes: " + command);
        }
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              String.join(" ", command) + "\n" + Files.readString(complaint.toPath()));
        }
        return JSON.readTree(answer);
      } finally {
        Files.delete(answer.toPath());
        Files.delete(complaint.toPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command, e);
    }
  }
}
