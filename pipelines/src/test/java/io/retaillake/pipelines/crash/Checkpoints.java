package io.retaillake.pipelines.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The completed checkpoints that Flink jobs have left in a folder. */
final class Checkpoints {

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** All that are there, the oldest first. */
  List<Path> completed() {
    return find().stream().map(Completed::path).toList();
  }

  /** True if one was completed after this time. */
  boolean anyCompletedSince(long millis) {
    return find().stream().anyMatch(checkpoint -> checkpoint.at().toMillis() > millis);
  }

  /** A checkpoint is complete when it has its metadata. */
  private List<Completed> find() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Completed> found = new ArrayList<>();
    try (Stream<Path> jobs = Files.list(folder)) {
      for (Path job : jobs.toList()) {
        try (Stream<Path> checkpoints = Files.list(job)) {
          for (Path checkpoint : checkpoints.toList()) {
            Path metadata = checkpoint.resolve("_metadata");
            if (Files.exists(metadata)) {
              found.add(new Completed(checkpoint, Files.getLastModifiedTime(metadata)));
            }
          }
        } catch (NoSuchFileException removedMeanwhile) {
          // Flink keeps the newest three of a job.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(Comparator.comparing(Completed::at));
    return found;
  }

  private record Completed(Path path, FileTime at) {}
}
