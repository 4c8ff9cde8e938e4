package io.retaillake.pipelines.chaos;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A Flink with the stream's dependencies in its {@code lib} folder, all of them links: what a
 * cluster needs to run the stream from the module's own small jar. The jar for a cluster is made by
 * a module that comes after this one.
 */
final class FlinkHome {

  private static final Pattern NOT_FOR_A_CLUSTER =
      Pattern.compile(".*/(org/apache/flink|ch/qos/logback|org/slf4j|org/apache/logging)/.*");

  private FlinkHome() {}

  /** Makes it in this folder, of the Flink at {@code plain} and of this JVM's classpath. */
  static void make(Path folder, Path plain, String classpath) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.createDirectories(folder.resolve("plugins"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(plain.resolve("lib"), "*.jar")) {
      for (Path jar : jars) {
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
      }
    }
    for (String entry : Splitter.on(File.pathSeparatorChar).split(classpath)) {
      if (entry.endsWith(".jar") && !NOT_FOR_A_CLUSTER.matcher(entry).matches()) {
        Path link = lib.resolve(Path.of(entry).getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, Path.of(entry).toAbsolutePath());
        }
      }
    }
  }
}
