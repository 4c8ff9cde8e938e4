package io.retaillake.pipelines.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The demo's own lakehouse, made anew at each run: its topic is new each time, and tables know the
 * topic that they were written from. A folder that the demo did not make is never touched.
 */
final class DemoLakehouse {

  private static final String MARK = "_made_by_the_demo";

  private DemoLakehouse() {}

  /**
   * Makes the folder empty.
   *
   * @throws UserError if it holds what the demo did not make
   */
  static void renew(Path lakehouse) throws IOException {
    if (Files.exists(lakehouse) && !isEmptyFolder(lakehouse)) {
      if (!Files.exists(lakehouse.resolve(MARK))) {
        throw new UserError(
            ExitCode.LAKEHOUSE,
            lakehouse + " holds something that the demo did not make",
            "the demo starts with an empty lakehouse and deletes only its own",
            "Give another folder: --lakehouse=...");
      }
      MoreFiles.deleteRecursively(lakehouse, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    Files.createDirectories(lakehouse);
    Files.createFile(lakehouse.resolve(MARK));
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }
}
