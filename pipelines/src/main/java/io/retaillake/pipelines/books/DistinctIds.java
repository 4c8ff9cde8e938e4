package io.retaillake.pipelines.books;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.admission.EventIdSet;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.IOUtils;

/**
 * Counts different event ids in memory that does not grow with them, but by a 256th: their hashes
 * go by their first byte into 256 files of 16 bytes an id, which are counted one after the other.
 * Two of a billion ids have one hash with a chance below 10⁻²⁰. Not thread-safe; {@link #close}
 * deletes the files.
 */
final class DistinctIds implements AutoCloseable {

  private static final HashFunction HASH = Hashing.murmur3_128();
  private static final int PARTS = 256;

  private final Path temporary;
  private final Path folder;
  private final OutputStream[] parts = new OutputStream[PARTS];

  /** With its files in a folder of their own in this one. */
  DistinctIds(Path temporary) {
    this.temporary = temporary;
    try {
      folder = Files.createTempDirectory(temporary, "retail-lakehouse-books");
    } catch (IOException e) {
      throw failed(e);
    }
    try {
      for (int part = 0; part < PARTS; part++) {
        parts[part] =
            new BufferedOutputStream(
                Files.newOutputStream(file(part), StandardOpenOption.CREATE_NEW));
      }
    } catch (IOException e) {
      close();
      throw failed(e);
    }
  }

  /** Takes in an id. */
  void add(String eventId) {
    byte[] hash = HASH.hashString(eventId, StandardCharsets.UTF_8).asBytes();
    try {
      parts[hash[0] & 0xFF].write(hash);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The number of different ids; none may be added after it. */
  long count() {
    long count = 0;
    try {
      for (int part = 0; part < PARTS; part++) {
        parts[part].close();
        count += count(file(part));
      }
      return count;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static int count(Path file) throws IOException {
    EventIdSet ids = new EventIdSet();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long left = Files.size(file); left > 0; left -= 2 * Long.BYTES) {
        ids.add(in.readLong(), in.readLong());
      }
    }
    return ids.size();
  }

  private Path file(int part) {
    return folder.resolve("part-" + part);
  }

  /** Deletes the files. */
  @Override
  public void close() {
    for (OutputStream part : parts) {
      IOUtils.closeQuietly(part);
    }
    FileUtils.deleteQuietly(folder.toFile());
  }

  private UserError failed(IOException e) {
    return new UserError(
        ExitCode.IO,
        "event ids can't be counted in " + temporary,
        String.valueOf(e.getMessage()),
        "Make room there, 16 bytes for each row of bronze, or name another folder with"
            + " -Djava.io.tmpdir",
        e);
  }
}
