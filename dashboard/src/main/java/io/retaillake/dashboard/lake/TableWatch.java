package io.retaillake.dashboard.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells cheaply whether a table's log went on since it was read: by one look for the next commit's
 * file, and one at the last known's, which is another file if the table was made anew.
 */
final class TableWatch {

  private final Path log;
  private long version = -1;
  private Optional<Object> known = Optional.empty();

  TableWatch(Path lakehouse, String table) {
    this.log = lakehouse.resolve(table).resolve("_delta_log");
  }

  /** True if what was read is not the latest, or is no more. */
  boolean hasChanged() {
    if (version < 0) {
      return Files.isDirectory(log);
    }
    return Files.exists(commit(version + 1)) || !identity(version).equals(known);
  }

  /** True if there is no table, or none any more. */
  boolean isGone() {
    return !Files.isDirectory(log);
  }

  /** Remembers that this version was read. */
  void read(long newVersion) {
    version = newVersion;
    known = identity(newVersion);
  }

  /** Remembers nothing. */
  void forget() {
    version = -1;
    known = Optional.empty();
  }

  private Optional<Object> identity(long ofVersion) {
    try {
      BasicFileAttributes file = Files.readAttributes(commit(ofVersion), BasicFileAttributes.class);
      return Optional.of(file.fileKey() + " " + file.lastModifiedTime());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path commit(long ofVersion) {
    return log.resolve(String.format(Locale.ROOT, "%020d.json", ofVersion));
  }
}
