package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is either written as a whole or not at all: it is written beside and moved into
 * place. What is no regular file, such as a pipe, is written directly.
 */
final class OutputFile {

  private OutputFile() {}

  /** Writes to a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(BufferedWriter writer) throws IOException;
  }

  /**
   * Looks whether a file could be written, before the work starts.
   *
   * @throws ModelException if its folder is not there, or it is one itself
   */
  static void require(String option, Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw ModelException.wrongSetting(
          option + "=" + path + " can't be written",
          "there is no folder " + folder,
          "Make the folder, or give another file");
    }
    if (Files.isDirectory(path)) {
      throw ModelException.wrongSetting(
          option + "=" + path + " can't be written", "it is a folder", "Give a file in it");
    }
  }

  static void write(Path path, Content content) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      try (BufferedWriter writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
        content.writeTo(writer);
      }
      return;
    }
    Path target = path.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
        content.writeTo(writer);
      }
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
