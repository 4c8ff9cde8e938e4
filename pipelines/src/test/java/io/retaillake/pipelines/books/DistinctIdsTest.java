package io.retaillake.pipelines.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistinctIdsTest {

  @TempDir Path folder;

  @Test
  void idsThatComeAgainAreCountedOnceAndTheirFilesAreGoneAfterwards() {
    try (DistinctIds ids = new DistinctIds(folder)) {
      for (int i = 0; i < 300_000; i++) {
        ids.add("event-" + i % 100_000);
      }

      assertThat(ids.count()).isEqualTo(100_000);
      assertThat(folder).isNotEmptyDirectory();
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void noneAreNone() {
    try (DistinctIds ids = new DistinctIds(folder)) {
      assertThat(ids.count()).isZero();
    }
  }

  @Test
  void folderThatCanNotBeUsedIsNamedWithWhatToDo() {
    Path gone = folder.resolve("gone");

    assertThatThrownBy(() -> new DistinctIds(gone))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.IO))
        .hasMessageContainingAll(gone.toString(), "-Djava.io.tmpdir");
  }
}
