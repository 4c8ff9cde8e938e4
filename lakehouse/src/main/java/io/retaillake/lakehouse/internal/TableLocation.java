package io.retaillake.lakehouse.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a table is: a local folder, or a URI of another storage.
 *
 * @param kernelName the location as Kernel wants it; its scheme is always there, since without it
 *     the log would hold absolute paths
 * @param localFolder the folder, if it is a local one
 */
public record TableLocation(String kernelName, Optional<Path> localFolder) {
  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /**
   * The location of a table in a lakehouse.
   *
   * @param lakehouse a path, taken as it is, or a URI, percent-encoded as URIs are
   */
  public static TableLocation of(String lakehouse, String table) {
    if (URI_SCHEME.matcher(lakehouse).matches() && !lakehouse.startsWith("file:")) {
      String folder = lakehouse.endsWith("/") ? lakehouse : lakehouse + "/";
      return new TableLocation(folder + table, Optional.empty());
    }
    Path folder =
        lakehouse.startsWith("file:")
            ? Path.of(URI.create(lakehouse).getPath())
            : Path.of(lakehouse);
    Path root = folder.resolve(table).toAbsolutePath().normalize();
    return new TableLocation(LocalFileIO.name(root), Optional.of(root));
  }

  public boolean isLocal() {
    return localFolder.isPresent();
  }

  /** The location for people: a plain path where it is local. */
  public String shown() {
    return localFolder.map(Path::toString).orElse(kernelName);
  }
}
