package io.retaillake.transforms.delta;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import java.time.Instant;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads the rows of a Delta table, as it is when the pipeline runs, or as it was at a version or a
 * time of its history: one version, whatever is committed meanwhile.
 *
 * <p>Out: a bounded collection of rows of the {@linkplain #schema() schema}, in any order, without
 * timestamps. Workers share the table by its files. A money column is a {@code DECIMAL}, a time a
 * {@link java.time.Instant} with microseconds, a date a {@link java.time.LocalDate}. A table that
 * is missing or can't be read, or whose history does not hold the version or the time, fails the
 * pipeline with a {@link io.retaillake.lakehouse.LakehouseException}.
 */
@AutoValue
public abstract class ReadRows extends PTransform<PBegin, PCollection<Row>> {

  abstract TableDefinition table();

  abstract String lakehouse();

  abstract ImmutableList<String> columns();

  abstract RowFilter filter();

  abstract SerializableFunction<DeltaTable, TableSnapshot> version();

  static ReadRows of(TableDefinition table) {
    return new AutoValue_ReadRows(
        table,
        "",
        table.columns().stream().map(Column::name).collect(ImmutableList.toImmutableList()),
        RowFilter.all(),
        DeltaTable::snapshot);
  }

  /** The lakehouse whose table it is. */
  public ReadRows from(String lakehouse) {
    return new AutoValue_ReadRows(table(), lakehouse, columns(), filter(), version());
  }

  /**
   * Reads these columns only, in this order (all of them, in the table's).
   *
   * @throws IllegalArgumentException if the table has no such column
   */
  public ReadRows withColumns(String... columns) {
    checkArgument(columns.length > 0, "name at least one column of %s", table().name());
    ImmutableList<String> chosen = ImmutableList.copyOf(columns);
    chosen.forEach(table()::column);
    return new AutoValue_ReadRows(table(), lakehouse(), chosen, filter(), version());
  }

  /**
   * Reads the rows that pass the filter only; files that can't hold any are not opened.
   *
   * @throws IllegalArgumentException if the table has no such column
   */
  public ReadRows withFilter(RowFilter filter) {
    filter.conditions().forEach(condition -> table().column(condition.column()));
    return new AutoValue_ReadRows(table(), lakehouse(), columns(), filter, version());
  }

  /** Reads the table as it was at this version. */
  public ReadRows atVersion(long version) {
    return at(table -> table.snapshotAt(version));
  }

  /** Reads the version that was the latest at this time. */
  public ReadRows atTime(Instant time) {
    return at(table -> table.snapshotAt(time));
  }

  private ReadRows at(SerializableFunction<DeltaTable, TableSnapshot> version) {
    return new AutoValue_ReadRows(table(), lakehouse(), columns(), filter(), version);
  }

  /** The schema of the rows: the chosen columns, in their order. */
  public Schema schema() {
    return BeamRows.schema(table(), columns());
  }

  @Override
  public PCollection<Row> expand(PBegin begin) {
    checkArgument(!lakehouse().isEmpty(), "say which lakehouse to read from: .from(path)");
    return begin
        .apply("Table", Create.of(lakehouse()).withCoder(StringUtf8Coder.of()))
        .apply("ListFiles", ParDo.of(new ListFilesFn(table(), filter(), version())))
        .setCoder(KvCoder.of(VarLongCoder.of(), ListCoder.of(StringUtf8Coder.of())))
        .apply("ShareFiles", Reshuffle.viaRandomKey())
        .apply("ReadFiles", ParDo.of(new ReadFilesFn(table(), lakehouse(), columns(), filter())))
        .setRowSchema(schema());
  }
}
