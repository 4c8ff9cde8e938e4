package io.retaillake.bigquery.sql;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The statements of a folder of the classpath, with DuckDB's texts in a folder of the same shape
 * beside it. Any module can have such a pair; {@link #warehouse()} are this module's own.
 *
 * <p>Immutable.
 */
public final class Statements {

  private static final String EXTENSION = ".sql";

  private final Map<String, Statement> byName;

  private Statements(Map<String, Statement> byName) {
    this.byName = byName;
  }

  /** The statements that are asked of the warehouse, by name: {@code cohort_retention}. */
  public static Statements warehouse() {
    return in(Statements.class, "/sql", "/duckdb");
  }

  /**
   * The statements of a folder, without those in folders below it.
   *
   * @param owner a class of the module that holds the folders
   * @param googleFolder the folder of GoogleSQL, from the root of the classpath: {@code /sql}
   * @param duckFolder the folder of DuckDB's texts
   */
  public static Statements in(Class<?> owner, String googleFolder, String duckFolder) {
    Map<String, Statement> byName = new TreeMap<>();
    for (String file : files(owner, googleFolder)) {
      String name = file.substring(0, file.length() - EXTENSION.length());
      byName.put(name, read(owner, name, googleFolder + "/" + file, duckFolder + "/" + file));
    }
    return new Statements(byName);
  }

  /**
   * One statement by its files.
   *
   * @param googleFile from the root of the classpath: {@code /charts/event_types/query.sql}
   */
  public static Statement read(Class<?> owner, String name, String googleFile, String duckFile) {
    return Statement.of(name, text(owner, googleFile), text(owner, duckFile));
  }

  /** All of them, by name. */
  public List<Statement> all() {
    return List.copyOf(byName.values());
  }

  public Optional<Statement> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The statement of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Statement named(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("No statement is named " + name));
  }

  private static List<String> files(Class<?> owner, String folder) {
    URI uri = uri(Resources.getResource(owner, folder));
    try {
      if (!uri.getScheme().equals("jar")) {
        return sqlFiles(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return sqlFiles(jar.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> sqlFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(EXTENSION))
          .sorted()
          .toList();
    }
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Class<?> owner, String file) {
    try {
      return Resources.toString(Resources.getResource(owner, file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
