package io.retaillake.lakehouse.internal;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Local files for Kernel. Reading is Hadoop's; listing asks the file system directly, and writing a
 * file that must not be there yet is {@link LinkedFile}'s, which is safe between processes where
 * Kernel's default (look, then rename) is not.
 */
final class LocalFileIO extends HadoopFileIO {
  static final String SCHEME = "file:";

  LocalFileIO(Configuration configuration) {
    super(configuration);
  }

  /** The path behind Kernel's name for it, which is a scheme and a path that is not encoded. */
  static Path path(String name) {
    String path = name.startsWith(SCHEME) ? name.substring(SCHEME.length()) : name;
    int slashes = 0;
    while (slashes < path.length() && path.charAt(slashes) == '/') {
      slashes++;
    }
    return Path.of(slashes == 0 ? path : path.substring(slashes - 1));
  }

  /** Kernel's name for a path. */
  static String name(Path path) {
    return SCHEME + path.toAbsolutePath().normalize();
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String first) throws IOException {
    Path start = path(first);
    Path folder = start.getParent();
    List<FileStatus> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.getFileName().compareTo(start.getFileName()) >= 0) {
          addIfStillThere(file, found);
        }
      }
    } catch (NoSuchFileException e) {
      throw notFound(folder, e);
    }
    found.sort(Comparator.comparing(FileStatus::getPath));
    Iterator<FileStatus> sorted = found.iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return sorted.hasNext();
      }

      @Override
      public FileStatus next() {
        return sorted.next();
      }

      @Override
      public void close() {}
    };
  }

  private static void addIfStillThere(Path file, List<FileStatus> found) throws IOException {
    try {
      found.add(status(file));
    } catch (NoSuchFileException e) {
      // A temporary file of another writer, gone between listing and looking.
    }
  }

  @Override
  public FileStatus getFileStatus(String name) throws IOException {
    try {
      return status(path(name));
    } catch (NoSuchFileException e) {
      throw notFound(path(name), e);
    }
  }

  @Override
  public OutputFile newOutputFile(String name) {
    return new LinkedFile(path(name));
  }

  private static FileStatus status(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return FileStatus.of(name(file), attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  private static FileNotFoundException notFound(Path file, NoSuchFileException cause) {
    FileNotFoundException notFound = new FileNotFoundException("No such file: " + file);
    notFound.initCause(cause);
    return notFound;
  }
}
