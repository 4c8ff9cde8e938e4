package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.retaillake.lakehouse.internal.UnreferencedFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes away the beginning of a table's log. A checkpoint stands in for all commits before it, so
 * they can go once all versions before the checkpoint's own are out of the retention.
 */
public final class LogCleaner {
  private static final Pattern OF_VERSION = Pattern.compile("(\\d{20})\\..*");
  private static final Pattern CHECKPOINT =
      Pattern.compile("(\\d{20})\\.checkpoint\\.([0-9a-f-]{36}\\.)?parquet");

  private LogCleaner() {}

  /** What {@link #clean} would take away, had it not to write a checkpoint first. */
  public static List<Found> removable(TableHandle table, Instant before) {
    return before(list(table), before).orElse(List.of());
  }

  /**
   * Takes away what only versions from before this time need, the oldest first, so that what is
   * left is a whole log at any moment. If even the latest version is from before, all commits but
   * its own go, for which a checkpoint is written.
   *
   * @return what was deleted
   */
  public static List<Found> clean(TableHandle table, Instant before) {
    List<Found> log = list(table);
    Snapshot latest = table.load();
    boolean allExpired =
        latest.getTimestamp(table.engine()) < before.toEpochMilli()
            && log.stream().anyMatch(file -> version(file) < latest.getVersion());
    if (allExpired) {
      checkpoint(table, latest);
      log = list(table);
    }
    List<Found> deletable = before(log, before).orElse(List.of());
    deletable.forEach(file -> UnreferencedFiles.delete(table, file));
    return deletable;
  }

  private static void checkpoint(TableHandle table, Snapshot latest) {
    try {
      latest.writeCheckpoint(table.engine());
    } catch (CheckpointAlreadyExistsException e) {
      // Then it is there.
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  /** Files of versions before the newest checkpoint all of whose predecessors have expired. */
  private static Optional<List<Found>> before(List<Found> log, Instant time) {
    // The first version that is not expired must still be there, so what it needs has to be.
    long firstKept =
        log.stream()
            .filter(file -> isCommit(file) && !file.modified().isBefore(time))
            .mapToLong(LogCleaner::version)
            .min()
            .orElse(Long.MAX_VALUE);
    OptionalLong checkpoint =
        log.stream()
            .filter(file -> CHECKPOINT.matcher(name(file)).matches())
            .mapToLong(LogCleaner::version)
            .filter(version -> version <= firstKept)
            .max();
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        log.stream()
            .filter(file -> version(file) < checkpoint.getAsLong())
            .sorted(Comparator.comparing(LogCleaner::name))
            .toList());
  }

  private static List<Found> list(TableHandle table) {
    List<Found> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(TableLog.folder(table))) {
      for (Path file : entries.toList()) {
        if (!OF_VERSION.matcher(file.getFileName().toString()).matches()) {
          continue;
        }
        try {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          files.add(new Found(file, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
          // A temporary file, or one that another cleaner took.
        }
      }
    } catch (IOException e) {
      throw table.unreadable(e);
    }
    return files;
  }

  private static boolean isCommit(Found file) {
    return name(file).endsWith(".json") && !name(file).contains("checkpoint");
  }

  private static String name(Found file) {
    return file.path().getFileName().toString();
  }

  private static long version(Found file) {
    Matcher matcher = OF_VERSION.matcher(name(file));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("No file of a version: " + file);
    }
    return Long.parseLong(matcher.group(1));
  }
}
