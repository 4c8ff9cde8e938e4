package io.retaillake.lakehouse.internal;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A local file that appears whole or not at all: written beside its place under a hidden name,
 * forced to disk, then put in place. When the file must be new, it is put there by a hard link,
 * which the file system itself refuses if another process has been faster.
 */
final class LinkedFile implements OutputFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path target;

  LinkedFile(Path target) {
    this.target = target;
  }

  @Override
  public String path() {
    return LocalFileIO.name(target);
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.nio.file.FileAlreadyExistsException on closing, if the file must be new and isn't
   */
  @Override
  public PositionOutputStream create(boolean mustBeNew) throws IOException {
    Files.createDirectories(target.getParent());
    return new Output(mustBeNew);
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    try (lines) {
      Output output = new Output(!overwrite);
      try {
        while (lines.hasNext()) {
          output.write(lines.next().getBytes(StandardCharsets.UTF_8));
          output.write('\n');
        }
      } catch (IOException | RuntimeException e) {
        output.abandon();
        throw e;
      }
      output.close();
    }
  }

  private final class Output extends PositionOutputStream {
    private final boolean mustBeNew;
    private final Path temporary;
    private final FileChannel channel;
    private final BufferedOutputStream stream;
    private long position;
    private boolean closed;

    Output(boolean mustBeNew) throws IOException {
      this.mustBeNew = mustBeNew;
      this.temporary =
          target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      this.channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        try (channel) {
          stream.flush();
          channel.force(true);
        }
        if (mustBeNew) {
          Files.createLink(target, temporary);
        } else {
          Files.move(
              temporary,
              target,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
          folder.force(true);
        }
      } finally {
        Files.deleteIfExists(temporary);
      }
    }

    void abandon() throws IOException {
      closed = true;
      try (channel) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
