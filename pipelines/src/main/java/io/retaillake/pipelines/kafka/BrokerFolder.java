package io.retaillake.pipelines.kafka;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder that a broker keeps its data in, formatted as KRaft wants it. */
final class BrokerFolder {

  private static final String FORMATTED_MARK = "meta.properties";
  private static final String LOCK_FILE = ".lock";

  private final Path path;
  private final boolean temporary;

  private BrokerFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens a broker's folder again, or formats an empty one, or a temporary one if none is named.
   */
  static BrokerFolder open(Optional<Path> named) {
    Path path = named.map(Path::toAbsolutePath).map(Path::normalize).orElse(null);
    try {
      BrokerFolder folder =
          path == null
              ? new BrokerFolder(Files.createTempDirectory("retail-kafka-"), true)
              : new BrokerFolder(Files.createDirectories(path), false);
      folder.formatIfNew();
      return folder;
    } catch (IOException e) {
      throw unusable(path, e.toString());
    }
  }

  Path path() {
    return path;
  }

  /** Removes the folder if it is temporary. */
  void release() {
    if (!temporary) {
      return;
    }
    try {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      System.err.println("The temporary folder " + path + " could not be removed: " + e);
    }
  }

  private void formatIfNew() throws IOException {
    if (path.toString().contains(",")) {
      throw unusable(path, "Kafka takes a comma in a path for a list of paths");
    }
    if (Files.exists(path.resolve(FORMATTED_MARK))) {
      checkUnlocked();
      return;
    }
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw unusable(path, "it holds something else than a broker's data");
      }
    }
    format();
  }

  /** A broker that finds the folder locked halts the JVM, with the caller's program in it. */
  private void checkUnlocked() throws IOException {
    try (FileChannel file =
            FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw inUse();
      }
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  private UserError inUse() {
    return new UserError(
        ExitCode.IO,
        "the Kafka data folder " + path + " is in use",
        "another broker has locked it",
        "Stop that broker, or name another folder");
  }

  private void format() throws IOException {
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setDirectories(List.of(path.toString()))
          .setMetadataLogDirectory(path.toString())
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("formatting failed: " + e.getMessage(), e);
    }
  }

  private static UserError unusable(Path path, String why) {
    return new UserError(
        ExitCode.IO,
        "the Kafka data folder " + (path == null ? "" : path + " ") + "can't be used",
        why,
        "Name an empty folder that you may write to, or one that a broker of ours made");
  }
}
