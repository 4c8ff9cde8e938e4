package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** The files in a table's folder, and which of them no version that is to be kept needs. */
public final class UnreferencedFiles {
  private UnreferencedFiles() {}

  /** A file of a table's folder. */
  public record Found(Path path, long bytes, Instant modified) {}

  /**
   * What a search found.
   *
   * @param deletable files that can go
   * @param kept files that stay
   * @param uncommittedKept how many of the kept ones no version names
   */
  public record Search(List<Found> deletable, List<Found> kept, long uncommittedKept) {}

  /**
   * Looks at all files.
   *
   * @param removedBefore files that the table was rid of before this time can go
   * @param writtenBefore files that no version names can go if they were written before this time
   */
  public static Search search(TableHandle table, Instant removedBefore, Instant writtenBefore) {
    Path root = table.localFolder().orElseThrow(() -> TableDiscovery.notLocal(table.shown()));
    // Before the log is read, so that a file that is committed meanwhile is not taken for a
    // leftover.
    List<Found> files = list(table, root);
    Snapshot snapshot = table.load();
    Set<Path> needed = new HashSet<>();
    for (ActiveFile file : ActiveFile.of(table, snapshot, Optional.empty())) {
      needed.add(root.resolve(file.file().relativePath()).normalize());
      file.deletionVector()
          .flatMap(vector -> vector.file(root))
          .ifPresent(path -> needed.add(path.normalize()));
    }
    Map<String, Long> removed;
    try {
      removed = KernelInternals.removedFiles(table.engine(), snapshot);
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
    List<Found> deletable = new ArrayList<>();
    List<Found> kept = new ArrayList<>();
    long uncommittedKept = 0;
    for (Found file : files) {
      Long removedAt = removed.get(root.relativize(file.path).toString());
      if (needed.contains(file.path)) {
        kept.add(file);
      } else if (removedAt != null
          ? removedAt < removedBefore.toEpochMilli()
          : file.modified.isBefore(writtenBefore)) {
        deletable.add(file);
      } else {
        kept.add(file);
        uncommittedKept += removedAt == null ? 1 : 0;
      }
    }
    return new Search(deletable, kept, uncommittedKept);
  }

  /** Deletes files of a search. */
  public static void delete(TableHandle table, List<Found> files, LongConsumer progress) {
    long deleted = 0;
    for (Found file : files) {
      delete(table, file);
      progress.accept(++deleted);
    }
  }

  static void delete(TableHandle table, Found file) {
    try {
      Files.deleteIfExists(file.path);
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.WRITE_FAILED,
          "A file of " + table.shown() + " can't be deleted.",
          "The storage reported: " + e + ".",
          "Check who may write to the folder, then run again: what is deleted was not needed.",
          e);
    }
  }

  /** All files but the log's and those that are hidden, as temporary ones of any engine are. */
  private static List<Found> list(TableHandle table, Path root) {
    List<Found> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return !folder.equals(root) && isHidden(folder)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!isHidden(file)) {
                files.add(
                    new Found(file, attributes.size(), attributes.lastModifiedTime().toInstant()));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw table.unreadable(e);
    }
    return files;
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    // A partition column's folder may begin so too.
    return (name.startsWith("_") && !name.contains("=")) || name.startsWith(".");
  }
}
