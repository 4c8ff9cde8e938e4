package io.retaillake.dashboard.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The charts: each folder below {@code charts/} is one. A new folder is a new chart, without a line
 * of Java; the build makes DuckDB's text of its statement, in {@code charts-duckdb/}.
 */
public final class ChartLibrary {

  private static final String FOLDER = "/charts";
  private static final String DUCK_FOLDER = "/charts-duckdb";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ChartDefinition> charts;

  private ChartLibrary(List<ChartDefinition> charts) {
    this.charts = charts;
  }

  /** The charts that come with the platform, in the order of their names. */
  public static ChartLibrary load() {
    return new ChartLibrary(folders().stream().map(ChartLibrary::chart).toList());
  }

  public List<ChartDefinition> all() {
    return charts;
  }

  /** A chart by its folder's name, or the part of it behind the number. */
  public Optional<ChartDefinition> find(String id) {
    return charts.stream()
        .filter(chart -> chart.id().equals(id) || chart.id().replaceFirst("^\\d+-", "").equals(id))
        .findFirst();
  }

  private static ChartDefinition chart(String id) {
    try {
      JsonNode specification = JSON.readTree(text(id, "spec.vl.json"));
      List<ChartDefinition.TimedStatement> timed = new ArrayList<>();
      for (JsonNode one : specification.path("usermeta").path("timed")) {
        timed.add(
            new ChartDefinition.TimedStatement(
                one.required("name").asText(), statement(id, one.required("sql").asText())));
      }
      return new ChartDefinition(
          id, specification, text(id, "title.js"), statement(id, "query"), timed);
    } catch (IOException e) {
      throw new UncheckedIOException("Chart '" + id + "'", e);
    }
  }

  private static Statement statement(String id, String name) {
    String file = "/" + id + "/" + name + ".sql";
    return Statements.read(ChartLibrary.class, id, FOLDER + file, DUCK_FOLDER + file);
  }

  private static String text(String id, String file) throws IOException {
    return Resources.toString(
        Resources.getResource(ChartLibrary.class, FOLDER + "/" + id + "/" + file),
        StandardCharsets.UTF_8);
  }

  private static List<String> folders() {
    URI uri = URI.create(Resources.getResource(ChartLibrary.class, FOLDER).toString());
    try {
      if (!uri.getScheme().equals("jar")) {
        return foldersIn(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return foldersIn(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> foldersIn(Path folder) throws IOException {
    try (Stream<Path> below = Files.list(folder)) {
      return below
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString().replace("/", ""))
          .sorted()
          .toList();
    }
  }
}
