package io.retaillake.lakehouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedFileTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = folder.resolve("0.json");
  }

  @Test
  void newFileHoldsTheLinesAndNothingIsLeftBeside() throws IOException {
    new LinkedFile(target).writeAtomically(lines("a", "ü"), false);

    assertThat(target).hasContent("a\nü\n");
    assertThat(folder).isDirectoryContaining("glob:**/0.json");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void fileThatIsThereIsNotReplacedUnlessToldTo() throws IOException {
    Files.writeString(target, "first");

    assertThatThrownBy(() -> new LinkedFile(target).writeAtomically(lines("second"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("first");
    assertThat(folder.toFile().list()).hasSize(1);

    new LinkedFile(target).writeAtomically(lines("second"), true);
    assertThat(target).hasContent("second\n");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void failingLinesLeaveNothing() {
    CloseableIterator<String> failing =
        new Lines(List.of("a", "b").iterator()) {
          @Override
          public String next() {
            throw new IllegalStateException("no more");
          }
        };

    assertThatThrownBy(() -> new LinkedFile(target).writeAtomically(failing, false))
        .hasMessage("no more");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void streamAppearsOnClosing() throws IOException {
    PositionOutputStream stream = new LinkedFile(target).create(true);
    stream.write("abc".getBytes(StandardCharsets.UTF_8));
    stream.write('d');

    assertThat(stream.getPos()).isEqualTo(4);
    assertThat(target).doesNotExist();
    stream.close();
    stream.close();
    assertThat(target).hasContent("abcd");
  }

  @Test
  void ofManyWritersExactlyOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 100; round++) {
        Path file = folder.resolve(round + ".json");
        List<Callable<Boolean>> writers =
            IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(writer -> () -> wins(file, "writer " + writer))
                .toList();
        int winners = 0;
        for (Future<Boolean> won : threads.invokeAll(writers)) {
          winners += won.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean wins(Path file, String line) throws IOException {
    try {
      new LinkedFile(file).writeAtomically(lines(line), false);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static CloseableIterator<String> lines(String... lines) {
    return new Lines(List.of(lines).iterator());
  }

  private static class Lines implements CloseableIterator<String> {
    private final Iterator<String> lines;

    Lines(Iterator<String> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() {}
  }
}
