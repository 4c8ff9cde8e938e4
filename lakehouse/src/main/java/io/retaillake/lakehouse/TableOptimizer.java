package io.retaillake.lakehouse;

import static java.util.stream.Collectors.groupingBy;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.ActiveFile;
import io.retaillake.lakehouse.internal.CommitNote;
import io.retaillake.lakehouse.internal.PartitionRewriter;
import io.retaillake.lakehouse.internal.RewriteCommitter;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Rewrites a table's files, partition by partition, into fewer and better ones that hold the same
 * rows: files of about a target size, and, if columns are given, along a Z-order curve over them,
 * so that a reader who looks for one value of any of them opens few files.
 *
 * <p>Each partition is a commit of its own, which changes no row ({@code dataChange} is false). It
 * is safe beside writers that append; if another one deletes from a file that was just rewritten,
 * that partition is left as the other made it, and counted as {@link Optimized#partitionsLeft}.
 * After a crash at any point the table has the same rows; files without a commit are vacuum's.
 *
 * <p>A partition is rewritten if it has a file that is not on the same curve yet, or, without
 * columns, if it has at least two files of less than three quarters of the target size. So a second
 * run has nothing to do. Memory: rows of {@link #memoryBytes()} in all, whatever the size of a
 * partition, and for each thread a row group of a file that is read and one that is written. What
 * doesn't fit waits in a nameless file in the table's folder. Local tables only.
 *
 * <pre>{@code
 * TableOptimizer.of(table).zOrderedBy("user_id", "event_ts").run(rows -> {});
 * }</pre>
 */
@AutoValue
public abstract class TableOptimizer {
  /** The tag of a file that says which curve it lies on. */
  private static final String CURVE_TAG = "retaillake.zOrderBy";

  private static final long DEFAULT_TARGET_BYTES = 16L << 20;
  private static final long DEFAULT_MEMORY_BYTES = 256L << 20;
  private static final int MOST_COLUMNS = 9;

  abstract DeltaTable table();

  abstract List<String> zOrderColumns();

  abstract long targetFileBytes();

  abstract long memoryBytes();

  abstract int threads();

  /** An optimizer that only compacts, to files of 16 MiB, on all processors. */
  public static TableOptimizer of(DeltaTable table) {
    return new AutoValue_TableOptimizer(
        table,
        List.of(),
        DEFAULT_TARGET_BYTES,
        DEFAULT_MEMORY_BYTES,
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Orders the rows along a curve over these columns.
   *
   * @throws IllegalArgumentException if one is no column, is a partition column, holds bytes, or
   *     comes twice, or there are more than nine
   */
  public TableOptimizer zOrderedBy(String... columns) {
    List<String> chosen = List.of(columns);
    TableDefinition definition = table().definition();
    if (chosen.size() > MOST_COLUMNS || chosen.stream().distinct().count() < chosen.size()) {
      throw new IllegalArgumentException(
          "A Z-order is over one to nine different columns, not over " + chosen + ".");
    }
    for (String column : chosen) {
      if (definition.column(column).type() == ColumnType.BINARY) {
        throw new IllegalArgumentException("Column '" + column + "' holds bytes, without order.");
      }
      if (definition.partitionColumns().contains(column)) {
        throw new IllegalArgumentException(
            "Column '" + column + "' is a partition column: its folders order it already.");
      }
    }
    return new AutoValue_TableOptimizer(
        table(), chosen, targetFileBytes(), memoryBytes(), threads());
  }

  /** About how big files become (16 MiB). */
  public TableOptimizer withTargetFileBytes(long bytes) {
    checkPositive(bytes, "The target file size");
    return new AutoValue_TableOptimizer(table(), zOrderColumns(), bytes, memoryBytes(), threads());
  }

  /** How many bytes of rows are held in memory at most, by all threads (256 MiB). */
  public TableOptimizer withMemoryBytes(long bytes) {
    checkPositive(bytes, "The memory");
    return new AutoValue_TableOptimizer(
        table(), zOrderColumns(), targetFileBytes(), bytes, threads());
  }

  /** How many partitions are rewritten at once (as many as there are processors). */
  public TableOptimizer withThreads(int threads) {
    checkPositive(threads, "The number of threads");
    return new AutoValue_TableOptimizer(
        table(), zOrderColumns(), targetFileBytes(), memoryBytes(), threads);
  }

  private static void checkPositive(long value, String what) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be positive, not " + value + ".");
    }
  }

  /** What a run would rewrite now: files, rows and bytes before, and nothing after. */
  public Optimized plan() {
    Optimized planned = Optimized.NOTHING;
    for (List<ActiveFile> files :
        partitions(new RewriteCommitter(table().handle()).latest(schema()))) {
      planned = planned.plus(before(files));
    }
    return planned;
  }

  /**
   * Rewrites what has to be.
   *
   * @param progress told how many rows are written in all, now and then
   * @throws LakehouseException READ_FAILED or WRITE_FAILED; what is committed by then stays
   */
  public Optimized run(LongConsumer progress) {
    FlatSchema schema = schema();
    RewriteCommitter committer = new RewriteCommitter(table().handle());
    RewriteCommitter.Base base = committer.latest(schema);
    List<List<ActiveFile>> partitions = partitions(base);
    PartitionRewriter rewriter =
        new PartitionRewriter(
            table().handle(),
            schema,
            base.rows(),
            zOrderColumns(),
            targetFileBytes(),
            memoryBytes() / threads(),
            progress);
    ExecutorService workers = Executors.newFixedThreadPool(threads());
    try {
      return rewrite(partitions, rewriter, committer, new ExecutorCompletionService<>(workers));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakehouseException(
          Problem.WRITE_FAILED,
          "Optimizing " + table().root() + " was interrupted.",
          "The program was told to stop.",
          "Run it again: partitions that are done stay done.",
          e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Optimized rewrite(
      List<List<ActiveFile>> partitions,
      PartitionRewriter rewriter,
      RewriteCommitter committer,
      CompletionService<PartitionRewriter.Rewritten> workers)
      throws InterruptedException {
    Optimized done = Optimized.NOTHING;
    int submitted = 0;
    int finished = 0;
    while (finished < partitions.size()) {
      // No more in flight than threads, so that no finished partition waits for its commit long.
      while (submitted < partitions.size() && submitted - finished < threads()) {
        List<ActiveFile> files = partitions.get(submitted++);
        workers.submit(() -> rewriter.rewrite(files));
      }
      PartitionRewriter.Rewritten rewritten = result(workers.take());
      finished++;
      done = done.plus(commit(committer, rewritten));
    }
    return done;
  }

  private Optimized commit(RewriteCommitter committer, PartitionRewriter.Rewritten rewritten) {
    Optimized before = before(rewritten.from());
    OptionalLong version =
        committer.commitRearranged(note(rewritten), rewritten.from(), rewritten.to(), tags());
    if (version.isEmpty()) {
      rewritten.discard();
      return Optimized.leftAlone();
    }
    return before.into(
        rewritten.to().size(),
        rewritten.to().stream().mapToLong(DataFile::rowCount).sum(),
        rewritten.to().stream().mapToLong(DataFile::sizeBytes).sum());
  }

  private static PartitionRewriter.Rewritten result(Future<PartitionRewriter.Rewritten> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Optimized before(List<ActiveFile> files) {
    return Optimized.before(
        files.size(),
        files.stream().mapToLong(file -> Math.max(0, file.file().rowCount())).sum(),
        files.stream().mapToLong(file -> file.file().sizeBytes()).sum());
  }

  /** The files of each partition that has to be rewritten. */
  private List<List<ActiveFile>> partitions(RewriteCommitter.Base base) {
    Map<Map<String, String>, List<ActiveFile>> byPartition =
        base.files().stream()
            .collect(
                groupingBy(
                    file -> file.file().partitionValues(),
                    LinkedHashMap::new,
                    java.util.stream.Collectors.toList()));
    List<List<ActiveFile>> chosen = new ArrayList<>();
    for (List<ActiveFile> files : byPartition.values()) {
      List<ActiveFile> toRewrite = zOrderColumns().isEmpty() ? small(files) : unordered(files);
      if (!toRewrite.isEmpty()) {
        chosen.add(toRewrite);
      }
    }
    return chosen;
  }

  private List<ActiveFile> unordered(List<ActiveFile> files) {
    String curve = tags().get(CURVE_TAG);
    boolean allOnCurve =
        files.stream()
            .allMatch(
                file ->
                    curve.equals(file.tags().get(CURVE_TAG)) && file.deletionVector().isEmpty());
    return allOnCurve ? List.of() : files;
  }

  private List<ActiveFile> small(List<ActiveFile> files) {
    List<ActiveFile> small =
        files.stream()
            .filter(
                file ->
                    file.file().sizeBytes() < targetFileBytes() / 4 * 3
                        || file.deletionVector().isPresent())
            .toList();
    boolean worthIt =
        small.size() > 1 || small.stream().anyMatch(file -> file.deletionVector().isPresent());
    return worthIt ? small : List.of();
  }

  private Map<String, String> tags() {
    return zOrderColumns().isEmpty()
        ? Map.of()
        : Map.of(CURVE_TAG, String.join(",", zOrderColumns()));
  }

  private CommitNote note(PartitionRewriter.Rewritten rewritten) {
    return new CommitNote(
        "OPTIMIZE",
        Map.of(
            "zOrderBy", String.join(",", zOrderColumns()),
            "partition", rewritten.from().get(0).file().partitionValues().toString(),
            "targetSize", Long.toString(targetFileBytes())),
        Map.of(
            "numRemovedFiles", Integer.toString(rewritten.from().size()),
            "numAddedFiles", Integer.toString(rewritten.to().size())));
  }

  private FlatSchema schema() {
    return RowsOfFiles.schema(table());
  }
}
