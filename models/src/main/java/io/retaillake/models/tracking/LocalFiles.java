package io.retaillake.models.tracking;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files of the local record: written as a whole, or not at all. */
final class LocalFiles {

  private LocalFiles() {}

  /** Writes a file over whatever was there. */
  static void write(Path path, byte[] content) {
    try {
      Files.createDirectories(path.getParent());
      Path beside = path.resolveSibling("." + path.getFileName() + ".part");
      Files.write(beside, content);
      Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Writes a file that no one else has written; false if one did. */
  static boolean create(Path path, byte[] content) {
    try {
      Files.createDirectories(path.getParent());
      Files.write(path, content, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static TrackingException failed(Path path, IOException e) {
    return new TrackingException(
        "the run can't be recorded in " + path,
        e.toString(),
        "Give a folder that can be written to, and see that the disk has space",
        e);
  }
}
