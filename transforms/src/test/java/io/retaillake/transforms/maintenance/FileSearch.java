package io.retaillake.transforms.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Searches every file of a folder for a text: its bytes as they are, and what Parquet packs. */
final class FileSearch {
  private FileSearch() {}

  /** The files that hold the text. */
  static List<Path> filesWith(Path folder, String text) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      // As Latin-1 every byte is a character, so nothing is lost.
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      return bytes.contains(text)
          || (file.toString().endsWith(".parquet") && valuesHold(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean valuesHold(Path file, String text) throws IOException {
    try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (row.toString().contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
