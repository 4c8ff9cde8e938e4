package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Clustering;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.MaterializedViewDefinition;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.ViewDefinition;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.schema.MaterializedView;
import io.retaillake.bigquery.schema.WarehouseField;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseTable;
import io.retaillake.bigquery.schema.WarehouseView;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the dataset, its tables and its views, and adds columns that tables lack. */
final class Tables {

  private static final Map<String, String> LABELS = Map.of("app", "retail-lakehouse");
  private static final int CONFLICT = 409;

  private final BigQuery bigQuery;
  private final BigQuerySettings settings;
  private final BigQueryJobs jobs;

  Tables(BigQuery bigQuery, BigQuerySettings settings, BigQueryJobs jobs) {
    this.bigQuery = bigQuery;
    this.settings = settings;
    this.jobs = jobs;
  }

  TableId id(String table) {
    return TableId.of(settings.project(), settings.dataset(), table);
  }

  /**
   * Makes what is missing.
   *
   * @throws WarehouseException WRONG_PLACE if the dataset is in another location, SCHEMA_DIFFERS if
   *     a table has other columns
   */
  void prepare(WarehouseSchema schema) {
    try {
      makeDataset();
      for (WarehouseTable table : schema.tables()) {
        Table there = bigQuery.getTable(id(table.name()));
        if (there == null) {
          jobs.run("create " + table.name(), table.createStatement(settings.dataset()));
        } else {
          bringUpToDate(there, table);
        }
      }
      jobs.run("create publications", Publications.create(settings.dataset()));
      for (WarehouseView view : schema.views()) {
        makeView(view);
      }
      for (MaterializedView view : schema.materializedViews()) {
        makeMaterializedView(view);
      }
    } catch (BigQueryException e) {
      throw jobs.errors().of("The dataset " + settings.dataset() + " can't be prepared", e);
    }
  }

  private void makeDataset() {
    Dataset dataset = bigQuery.getDataset(DatasetId.of(settings.project(), settings.dataset()));
    if (dataset == null) {
      createUnlessThere(
          () ->
              bigQuery.create(
                  DatasetInfo.newBuilder(settings.project(), settings.dataset())
                      .setLocation(settings.location())
                      .setDescription("The retail lakehouse's warehouse")
                      .setLabels(LABELS)
                      .build()));
    } else if (dataset.getLocation() != null
        && !dataset.getLocation().equalsIgnoreCase(settings.location())) {
      throw jobs.errors().otherLocation(dataset.getLocation());
    }
  }

  /** Adds columns that came to the table's end since; any other difference is an error. */
  private void bringUpToDate(Table there, WarehouseTable table) {
    FieldList has = there.getDefinition().getSchema().getFields();
    List<WarehouseField> wanted = table.fields();
    for (int i = 0; i < has.size(); i++) {
      Field field = has.get(i);
      if (i >= wanted.size()
          || !field.getName().equals(wanted.get(i).name())
          || field.getType().getStandardType() != standardType(wanted.get(i))) {
        throw new WarehouseException(
            WarehouseException.Problem.SCHEMA_DIFFERS,
            "Table '" + settings.dataset() + "." + table.name() + "' can't be published to.",
            "Its column "
                + (i + 1)
                + " is "
                + field.getName()
                + " "
                + field.getType().getStandardType()
                + " and should be "
                + (i < wanted.size()
                    ? wanted.get(i).name() + " " + wanted.get(i).valueType()
                    : "none")
                + ".",
            "Publish to another dataset, or rename that table out of the way.");
      }
    }
    for (WarehouseField added :
        wanted.subList(Math.min(has.size(), wanted.size()), wanted.size())) {
      jobs.run(
          "add a column to " + table.name(), table.addColumnStatement(settings.dataset(), added));
    }
  }

  private void makeView(WarehouseView view) {
    if (bigQuery.getTable(id(view.name())) == null) {
      createUnlessThere(
          () ->
              bigQuery.create(
                  TableInfo.newBuilder(
                          id(view.name()),
                          ViewDefinition.newBuilder(view.query().googleSql(settings.dataset()))
                              .setUseLegacySql(false)
                              .build())
                      .setDescription(view.description())
                      .setLabels(LABELS)
                      .build()));
    }
  }

  private void makeMaterializedView(MaterializedView view) {
    if (bigQuery.getTable(id(view.name())) == null) {
      createUnlessThere(
          () ->
              bigQuery.create(
                  TableInfo.newBuilder(
                          id(view.name()),
                          MaterializedViewDefinition.newBuilder(
                                  view.query().googleSql(settings.dataset()))
                              .setEnableRefresh(true)
                              .setRefreshIntervalMs(
                                  Duration.ofMinutes(view.refreshMinutes()).toMillis())
                              .setClustering(
                                  Clustering.newBuilder().setFields(view.clustering()).build())
                              .build())
                      .setDescription(view.description())
                      .setLabels(LABELS)
                      .build()));
    }
  }

  private static void createUnlessThere(Runnable create) {
    try {
      create.run();
    } catch (BigQueryException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
    }
  }

  /** The columns as a load job wants them. */
  static Schema schema(WarehouseTable table) {
    return Schema.of(table.fields().stream().map(Tables::field).toList());
  }

  private static Field field(WarehouseField field) {
    Field.Builder builder =
        Field.newBuilder(field.name(), standardType(field))
            .setMode(field.required() ? Field.Mode.REQUIRED : Field.Mode.NULLABLE)
            .setDescription(field.description());
    if (field.precision() != null) {
      builder.setPrecision(Long.valueOf(field.precision())).setScale(Long.valueOf(field.scale()));
    }
    return builder.build();
  }

  private static StandardSQLTypeName standardType(WarehouseField field) {
    return StandardSQLTypeName.valueOf(field.valueType().name());
  }
}
