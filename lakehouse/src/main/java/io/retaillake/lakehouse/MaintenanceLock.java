package io.retaillake.lakehouse;

import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.TableLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Held by whoever rewrites or removes files of a lakehouse, so that two don't undo each other's
 * work. Writers that append need none. The operating system holds it for the process: it is free
 * again when the process ends, however that comes.
 */
public final class MaintenanceLock implements AutoCloseable {
  private static final String FILE = ".maintenance.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private MaintenanceLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock of a lakehouse.
   *
   * @param what what it is for, to tell who else wants it
   * @throws LakehouseException MAINTENANCE_RUNS if another one holds it; TABLE_MISSING if there is
   *     no such lakehouse; UNSUPPORTED_TABLE if it is on no local disk; NOT_WRITABLE
   */
  public static MaintenanceLock take(String lakehouse, String what) {
    // Refuses a folder that is not there or not local.
    DeltaTable.namesIn(lakehouse);
    Path file = TableLocation.of(lakehouse, "any").localFolder().orElseThrow().resolveSibling(FILE);
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(file);
        channel.close();
        throw new LakehouseException(
            Problem.MAINTENANCE_RUNS,
            "Another maintenance of " + lakehouse + " is running.",
            holder.isEmpty() ? "It holds the lock." : "It is " + holder + ".",
            "Wait until it is done, then run again.");
      }
      String holder =
          what + " in process " + ProcessHandle.current().pid() + ", since " + Instant.now();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new MaintenanceLock(channel, lock);
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.NOT_WRITABLE,
          "The lakehouse " + lakehouse + " can't be maintained.",
          "Its lock can't be taken: " + e + ".",
          "Use a lakehouse path that you may write to.",
          e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    try {
      channel.truncate(0);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.WRITE_FAILED,
          "The lock of a maintenance could not be given back.",
          "The storage reported: " + e + ".",
          "It is free when this process has ended.",
          e);
    }
  }
}
