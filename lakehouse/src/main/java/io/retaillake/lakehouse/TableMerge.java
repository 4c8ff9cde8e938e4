package io.retaillake.lakehouse;

import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.ActiveFile;
import io.retaillake.lakehouse.internal.CommitNote;
import io.retaillake.lakehouse.internal.RewriteCommitter;
import io.retaillake.lakehouse.internal.flat.FlatRowView;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import io.retaillake.lakehouse.internal.flat.RollingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Takes rows out of a table and puts others in, in one commit. Only files that have a row to take
 * out are rewritten, all other rows of theirs staying in their order. The commit is made only if
 * these files are still as they were: otherwise nothing is, and the caller begins again. Rows that
 * others append meanwhile stay. A crash leaves the table as it was. Local tables only; memory does
 * not grow with the table. Not safe for use by several threads.
 *
 * <pre>{@code
 * try (TableMerge merge = TableMerge.begin(table, "DELETE", Map.of())) {
 *   merge.remove(List.of("user_id"), file -> true, row -> "u1".equals(row.getString(0)));
 *   merge.commit();
 * }
 * }</pre>
 */
public final class TableMerge implements AutoCloseable {
  private final DeltaTable table;
  private final String operation;
  private final Map<String, String> parameters;
  private final FlatSchema schema;
  private final RewriteCommitter committer;
  private final RewriteCommitter.Base base;
  private final Path root;
  private final List<ActiveFile> rewritten = new ArrayList<>();
  private final List<DataFile> written = new ArrayList<>();
  private final List<DataFile> added = new ArrayList<>();
  private long rowsRemoved;
  private boolean committed;

  private TableMerge(DeltaTable table, String operation, Map<String, String> parameters) {
    this.table = table;
    this.operation = operation;
    this.parameters = parameters;
    this.schema = RowsOfFiles.schema(table);
    this.root = table.localRoot().orElseThrow();
    this.committer = new RewriteCommitter(table.handle());
    this.base = committer.latest(schema);
  }

  /**
   * Begins from the latest version.
   *
   * @param operation what history is to say of the commit: DELETE, MERGE, ...
   * @param parameters how it was asked for; nothing personal
   */
  public static TableMerge begin(
      DeltaTable table, String operation, Map<String, String> parameters) {
    return new TableMerge(table, operation, parameters);
  }

  /** The version it stands on. */
  public TableSnapshot snapshot() {
    return table.snapshotAt(base.version());
  }

  /**
   * Takes out the rows that a test says yes to.
   *
   * @param columns what the test is shown of a row, in this order; no partition columns
   * @param files those that may have such rows: no other is opened
   * @return how many rows that is
   * @throws LakehouseException READ_FAILED or WRITE_FAILED
   */
  public long remove(List<String> columns, Predicate<DataFile> files, Predicate<RowView> test) {
    long before = rowsRemoved;
    for (ActiveFile file : base.files()) {
      if (files.test(file.file()) && !rewritten.contains(file)) {
        try {
          removeFrom(file, columns, test);
        } catch (IOException e) {
          throw failed(e);
        }
      }
    }
    return rowsRemoved - before;
  }

  private void removeFrom(ActiveFile file, List<String> columns, Predicate<RowView> test)
      throws IOException {
    long[] matches = {0};
    FlatRowView seen = new FlatRowView(schema.project(columns), columns);
    long rows =
        base.rows()
            .read(List.of(file), columns, row -> matches[0] += test.test(seen.over(row)) ? 1 : 0);
    if (matches[0] == 0) {
      return;
    }
    if (matches[0] < rows) {
      FlatRowView view = new FlatRowView(schema, columns);
      try (RollingFiles rest =
          new RollingFiles(
              table.definition(),
              schema,
              root,
              "rest",
              file.file().partitionValues(),
              Long.MAX_VALUE)) {
        base.rows()
            .read(
                List.of(file),
                row -> {
                  if (!test.test(view.over(row))) {
                    rest.write(row);
                  }
                });
        written.addAll(rest.finish());
      }
    }
    rewritten.add(file);
    rowsRemoved += matches[0];
  }

  /** Puts these files in. They are removed if the merge is closed without having been committed. */
  public void add(List<DataFile> files) {
    added.addAll(files);
  }

  /** How many files have to be rewritten for what was taken out so far. */
  public int filesRewritten() {
    return rewritten.size();
  }

  /**
   * Commits, unless there is nothing to.
   *
   * @return false if a file that rows were taken out of is no longer as it was: then nothing was
   *     committed
   * @throws LakehouseException COMMIT_CONFLICT or WRITE_FAILED
   */
  public boolean commit() {
    if (rewritten.isEmpty() && added.isEmpty()) {
      return true;
    }
    Map<String, String> metrics = new HashMap<>();
    metrics.put("numRemovedFiles", Integer.toString(rewritten.size()));
    metrics.put("numAddedFiles", Integer.toString(written.size() + added.size()));
    metrics.put("numDeletedRows", Long.toString(rowsRemoved));
    OptionalLong version =
        committer.commit(
            new CommitNote(operation, parameters, metrics),
            rewritten,
            actions -> {
              rewritten.forEach(actions::remove);
              written.forEach(actions::add);
              added.forEach(actions::add);
            });
    committed = version.isPresent();
    return committed;
  }

  private LakehouseException failed(IOException e) {
    return new LakehouseException(
        Problem.WRITE_FAILED,
        "Files of " + table.root() + " could not be rewritten.",
        "The storage reported: " + e + ".",
        "Check that the disk is not full and the files are readable, then run again.",
        e);
  }

  /** Removes the files that it wrote if they were not committed. */
  @Override
  public void close() {
    if (committed) {
      return;
    }
    try {
      for (DataFile file : written) {
        Files.deleteIfExists(root.resolve(file.relativePath()));
      }
      for (DataFile file : added) {
        Files.deleteIfExists(root.resolve(file.relativePath()));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
