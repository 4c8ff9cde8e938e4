package io.retaillake.bigquery.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * All tables and views of the warehouse, from the files in {@code schemas/} that Terraform reads
 * too: {@code <table>.json} has a table's columns, {@code tables.json} all else.
 *
 * <p>Immutable.
 */
public final class WarehouseSchema {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Map<String, WarehouseTable> tables = new LinkedHashMap<>();
  private final Map<String, WarehouseView> views = new LinkedHashMap<>();
  private final Map<String, MaterializedView> materializedViews = new LinkedHashMap<>();

  private WarehouseSchema(Layout layout) throws IOException {
    for (Map.Entry<String, TableLayout> entry : layout.tables.entrySet()) {
      TableLayout table = entry.getValue();
      tables.put(
          entry.getKey(),
          new WarehouseTable(
              entry.getKey(),
              table.description,
              fields(entry.getKey()),
              Optional.ofNullable(table.partition),
              List.copyOf(table.clustering)));
    }
    layout.views.forEach(
        (name, view) ->
            views.put(name, new WarehouseView(name, view.description, query(name, view.query))));
    layout.materializedViews.forEach(
        (name, view) ->
            materializedViews.put(
                name,
                new MaterializedView(
                    name,
                    view.description,
                    query(name, view.query),
                    List.copyOf(view.clustering),
                    view.refreshMinutes)));
  }

  public static WarehouseSchema load() {
    try {
      return new WarehouseSchema(JSON.readValue(resource("/schemas/tables.json"), Layout.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables, in the order in which they are published. */
  public List<WarehouseTable> tables() {
    return List.copyOf(tables.values());
  }

  /**
   * The table of this name.
   *
   * @throws IllegalArgumentException if the warehouse has none
   */
  public WarehouseTable table(String name) {
    WarehouseTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("The warehouse has no table '" + name + "'.");
    }
    return table;
  }

  public List<WarehouseView> views() {
    return List.copyOf(views.values());
  }

  public List<MaterializedView> materializedViews() {
    return List.copyOf(materializedViews.values());
  }

  private static List<WarehouseField> fields(String table) throws IOException {
    return List.of(JSON.readValue(resource("/schemas/" + table + ".json"), WarehouseField[].class));
  }

  private static Statement query(String name, String file) {
    return Statements.read(
        WarehouseSchema.class, name, "/" + file, "/" + file.replaceFirst("^sql/", "duckdb/"));
  }

  private static byte[] resource(String file) throws IOException {
    return Resources.toByteArray(Resources.getResource(WarehouseSchema.class, file));
  }

  private record Layout(
      @JsonProperty("tables") Map<String, TableLayout> tables,
      @JsonProperty("views") Map<String, ViewLayout> views,
      @JsonProperty("materialized_views") Map<String, ViewLayout> materializedViews) {}

  private record TableLayout(
      @JsonProperty("description") String description,
      @JsonProperty("partition") WarehouseTable.@Nullable Partition partition,
      @JsonProperty("clustering") List<String> clustering) {}

  private record ViewLayout(
      @JsonProperty("description") String description,
      @JsonProperty("query") String query,
      @JsonProperty("clustering") @Nullable List<String> clustering,
      @JsonProperty("refresh_minutes") int refreshMinutes) {}
}
