package io.retaillake.bigquery.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of statements and the folder of DuckDB's texts beside it. Those of other modules that
 * have such a pair are held to the same rules here: add them to {@link #all}.
 */
record SqlFolder(Path google, Path duck) {

  /** The folders of this repository that are there. */
  static List<SqlFolder> all() {
    Path dashboard = Path.of("../dashboard/src/main/resources");
    return Stream.of(
            new SqlFolder(Path.of("src/main/resources/sql"), Path.of("src/main/resources/duckdb")),
            new SqlFolder(dashboard.resolve("charts"), dashboard.resolve("charts-duckdb")))
        .filter(folder -> Files.isDirectory(folder.google))
        .toList();
  }

  /** The queries in it, of all folders below as well, without the DDL of tables. */
  List<Path> queries() {
    try (Stream<Path> files = Files.walk(google)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.startsWith(google.resolve("tables")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path duckFile(Path query) {
    return duck.resolve(google.relativize(query));
  }
}
