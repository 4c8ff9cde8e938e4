package io.retaillake.bigquery.duckdb;

import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.bigquery.WarehouseException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A DuckDB file that is opened for as long as a piece of work takes, so that a long-lived reader
 * keeps no writer out. DuckDB lets either one process write or many read: whoever finds it in use
 * waits for a while. Safe for use by several threads.
 */
final class DuckDbFile {

  private static final int ALL = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(50);
  // Within a process DuckDB refuses readers beside a writer at once, so they queue here.
  private static final Map<Path, Semaphore> QUEUES = new ConcurrentHashMap<>();

  private final Path file;
  private final Duration patience;
  private final Semaphore queue;

  DuckDbFile(Path file, Duration patience) {
    this.file = file.toAbsolutePath().normalize();
    this.patience = patience;
    this.queue = QUEUES.computeIfAbsent(this.file, path -> new Semaphore(ALL, true));
  }

  Path path() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Opens the file for reading, beside other readers. */
  Session read() {
    if (!exists()) {
      throw DuckDbErrors.missing(file);
    }
    return open(1, true);
  }

  /** Opens the file for writing, alone; makes it if it is not there. */
  Session write() {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw DuckDbErrors.notOpened(file, new SQLException("its folder can't be made: " + e, e));
    }
    return open(ALL, false);
  }

  private Session open(int permits, boolean readOnly) {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!Uninterruptibles.tryAcquireUninterruptibly(
        queue, permits, patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw DuckDbErrors.busy(file, patience, new SQLException("this process itself uses it"));
    }
    boolean opened = false;
    try {
      if (!readOnly && !exists()) {
        make();
      }
      Session session = new Session(connect(readOnly, deadline), permits);
      opened = true;
      return session;
    } finally {
      if (!opened) {
        queue.release(permits);
      }
    }
  }

  /**
   * Puts an empty warehouse in its place, whole: DuckDB writes a new file piece by piece, and one
   * whose maker was killed half-way could never be opened again.
   */
  private void make() {
    Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      DriverManager.getConnection("jdbc:duckdb:" + unfinished).close();
      Files.move(unfinished, file);
    } catch (FileAlreadyExistsException e) {
      // Another process was quicker; its file is as good.
    } catch (IOException | SQLException e) {
      throw DuckDbErrors.notOpened(file, new SQLException("it can't be made: " + e, e));
    } finally {
      unfinished.toFile().delete();
    }
  }

  private Connection connect(boolean readOnly, long deadline) {
    Properties settings = new Properties();
    // Nothing is fetched from the network behind a user's back.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("preserve_insertion_order", "false");
    if (readOnly) {
      settings.setProperty("duckdb.read_only", "true");
    }
    while (true) {
      try {
        return inUtc(DriverManager.getConnection("jdbc:duckdb:" + file, settings));
      } catch (SQLException e) {
        if (!DuckDbErrors.isBusy(e)) {
          throw DuckDbErrors.notOpened(file, e);
        }
        if (System.nanoTime() >= deadline) {
          throw DuckDbErrors.busy(file, patience, e);
        }
        Uninterruptibles.sleepUninterruptibly(PAUSE);
      }
    }
  }

  private static Connection inUtc(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      return connection;
    }
  }

  /** The open file. */
  final class Session implements AutoCloseable {
    private final Connection connection;
    private final int permits;
    private boolean closed;

    private Session(Connection connection, int permits) {
      this.connection = connection;
      this.permits = permits;
    }

    Connection connection() {
      return connection;
    }

    /** Runs what gives no rows. */
    void run(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        connection.close();
      } catch (SQLException e) {
        throw new WarehouseException(
            WarehouseException.Problem.FAILED,
            "The warehouse " + file + " could not be closed.",
            e.getMessage() + ".",
            "Check the disk; what was committed is kept.",
            e);
      } finally {
        queue.release(permits);
      }
    }
  }
}
