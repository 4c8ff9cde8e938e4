package io.retaillake.lakehouse.internal;

import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.RowFilter.Condition;
import io.retaillake.lakehouse.RowVisitor;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the rows of a snapshot: deletion vectors and partition values are Kernel's doing. */
public final class TableScanner {
  private final TableHandle table;
  private final Snapshot snapshot;
  private final List<String> readColumns;
  private final List<ColumnType> types;
  private final List<Condition> conditions;
  private final int[] conditionColumns;
  private final Optional<io.delta.kernel.expressions.Predicate> predicate;

  TableScanner(TableHandle table, Snapshot snapshot, List<String> columns, RowFilter filter) {
    this.table = table;
    this.snapshot = snapshot;
    Set<String> read = new LinkedHashSet<>(columns);
    if (read.size() < columns.size()) {
      throw new IllegalArgumentException("A column is asked for twice: " + columns);
    }
    filter.conditions().forEach(condition -> read.add(condition.column()));
    this.readColumns = List.copyOf(read);
    this.conditions = filter.conditions();
    this.conditionColumns =
        conditions.stream().mapToInt(c -> readColumns.indexOf(c.column())).toArray();
    this.types = readColumns.stream().map(name -> table.definition().column(name).type()).toList();
    this.predicate = KernelPredicates.of(table.definition(), conditions);
  }

  /** Visits the rows of the files that a predicate picks among those that may hold any. */
  void scan(Predicate<DataFile> files, RowVisitor visitor) throws IOException {
    Scan scan = build();
    Row state = scan.getScanState(table.engine());
    BatchRow row = new BatchRow(types, partitionColumns());
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.getScanFiles(table.engine(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> scanFiles = batches.next().getRows()) {
          while (scanFiles.hasNext()) {
            Row scanFile = scanFiles.next();
            if (files.test(ScanFiles.dataFile(scanFile))) {
              scanFile(state, scanFile, row, visitor);
            }
          }
        }
      }
    }
  }

  private Set<Integer> partitionColumns() {
    return table.definition().partitionColumns().stream()
        .map(readColumns::indexOf)
        .filter(index -> index >= 0)
        .collect(Collectors.toSet());
  }

  private Scan build() {
    StructType schema = new StructType();
    for (String column : readColumns) {
      int index = snapshot.getSchema().indexOf(column);
      schema = schema.add(snapshot.getSchema().at(index));
    }
    ScanBuilder builder = snapshot.getScanBuilder().withReadSchema(schema);
    return predicate.map(builder::withFilter).orElse(builder).build();
  }

  private void scanFile(Row state, Row scanFile, BatchRow row, RowVisitor visitor)
      throws IOException {
    try (CloseableIterator<FilteredColumnarBatch> batches = logicalData(state, scanFile)) {
      while (batches.hasNext()) {
        FilteredColumnarBatch batch = batches.next();
        visitBatch(batch.getData(), batch.getSelectionVector(), row, visitor);
      }
    }
  }

  private CloseableIterator<FilteredColumnarBatch> logicalData(Row state, Row scanFile)
      throws IOException {
    FileStatus status = KernelInternals.fileStatus(scanFile);
    CloseableIterator<FileReadResult> read =
        table
            .engine()
            .getParquetHandler()
            .readParquetFiles(
                ScanFiles.one(status), KernelInternals.physicalReadSchema(state), Optional.empty());
    return Scan.transformPhysicalData(
        table.engine(), state, scanFile, read.map(FileReadResult::getData));
  }

  private void visitBatch(
      ColumnarBatch batch, Optional<ColumnVector> selection, BatchRow row, RowVisitor visitor) {
    for (int column = 0; column < readColumns.size(); column++) {
      int index = batch.getSchema().indexOf(readColumns.get(column));
      row.column(column, batch.getColumnVector(index));
    }
    for (int i = 0; i < batch.getSize(); i++) {
      if (selection.isPresent()
          && (selection.get().isNullAt(i) || !selection.get().getBoolean(i))) {
        continue;
      }
      row.moveTo(i);
      if (meetsConditions(row)) {
        visitor.visit(row);
      }
    }
  }

  private boolean meetsConditions(BatchRow row) {
    for (int i = 0; i < conditionColumns.length; i++) {
      Condition condition = conditions.get(i);
      if (row.isNull(conditionColumns[i])
          || !condition.comparison().holds(row.number(conditionColumns[i]), condition.value())) {
        return false;
      }
    }
    return true;
  }
}
