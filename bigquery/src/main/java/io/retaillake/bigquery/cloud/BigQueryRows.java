package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.TableResult;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.ResultColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Rows as BigQuery gives them, page by page. */
final class BigQueryRows implements QueryRows {

  private final String name;
  private final Duration elapsed;
  private final BigQueryErrors errors;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final Iterator<FieldValueList> rows;
  private List<Object> current = List.of();

  BigQueryRows(String name, TableResult result, Duration elapsed, BigQueryErrors errors) {
    this.name = name;
    this.elapsed = elapsed;
    this.errors = errors;
    for (Field field : result.getSchema().getFields()) {
      columns.add(new ResultColumn(field.getName(), BigQueryTypes.of(field)));
    }
    this.rows = result.iterateAll().iterator();
  }

  @Override
  public List<ResultColumn> columns() {
    return Collections.unmodifiableList(columns);
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public boolean next() {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      FieldValueList row = rows.next();
      List<Object> values = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        values.add(BigQueryTypes.read(row.get(i), columns.get(i).type()));
      }
      current = Collections.unmodifiableList(values);
      return true;
    } catch (BigQueryException e) {
      throw errors.of("A page of '" + name + "' can't be fetched", e);
    }
  }

  @Override
  public List<Object> values() {
    return current;
  }

  @Override
  public void close() {}
}
