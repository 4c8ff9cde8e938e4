package io.retaillake.pipelines.live;

import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.api.services.bigquery.model.TimePartitioning;
import io.retaillake.bigquery.schema.WarehouseField;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseTable;
import java.util.Optional;

/** What a live table is, in the terms of Beam's writer: the same as the published table. */
final class LiveTable {

  private final WarehouseTable table;

  LiveTable(String name) {
    this.table = WarehouseSchema.load().table(name);
  }

  TableSchema schema() {
    return new TableSchema().setFields(table.fields().stream().map(LiveTable::field).toList());
  }

  Optional<TimePartitioning> partitioning() {
    return table
        .partition()
        .map(by -> new TimePartitioning().setType(by.type()).setField(by.field()));
  }

  Clustering clustering() {
    return new Clustering().setFields(table.clustering());
  }

  private static TableFieldSchema field(WarehouseField field) {
    TableFieldSchema schema =
        new TableFieldSchema()
            .setName(field.name())
            .setType(field.type())
            .setMode(field.mode())
            .setDescription(field.description());
    if (field.precision() != null) {
      schema.setPrecision(Long.valueOf(field.precision())).setScale(Long.valueOf(field.scale()));
    }
    return schema;
  }
}
