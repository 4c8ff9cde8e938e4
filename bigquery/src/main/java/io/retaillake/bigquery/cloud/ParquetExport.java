package io.retaillake.bigquery.cloud;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.retaillake.bigquery.TableState;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.duckdb.ParquetView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes rows of a table into few large Parquet files that hold every column, partition columns
 * too, which the lakehouse's own files don't: as BigQuery loads them best. The files are in a
 * temporary folder that is gone when this is closed.
 */
final class ParquetExport implements AutoCloseable {

  private static final String FILE_BYTES = "1GB";

  private final Path folder;

  private ParquetExport(Path folder) {
    this.folder = folder;
  }

  /** Writes the rows that are new in the version, or all of them if it is to be replaced. */
  static ParquetExport of(TableState table) {
    ParquetExport export = new ParquetExport(temporaryFolder());
    boolean written = false;
    try {
      export.write(table);
      written = true;
      return export;
    } finally {
      if (!written) {
        export.close();
      }
    }
  }

  private void write(TableState table) {
    var files = table.whole() ? table.files() : table.added();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      statement.execute(
          "copy (\n"
              + ParquetView.select(table, files)
              + "\n) to '"
              + folder.resolve("rows").toString().replace("'", "''")
              + "' (format parquet, compression zstd, file_size_bytes '"
              + FILE_BYTES
              + "', filename_pattern '{uuid}')");
      check(table, statement);
    } catch (SQLException e) {
      throw new WarehouseException(
          WarehouseException.Problem.STALE,
          "Table '" + table.name() + "' can't be read for loading.",
          String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".",
          "Check the lakehouse's files and the room for temporary ones, then publish again.",
          e);
    }
  }

  private void check(TableState table, Statement statement) throws SQLException {
    long expected = TableState.rows(table.whole() ? table.files() : table.added());
    try (ResultSet rows =
        statement.executeQuery(
            "select count(*) from read_parquet('" + folder.resolve("rows") + "/*.parquet')")) {
      rows.next();
      if (rows.getLong(1) != expected) {
        throw new WarehouseException(
            WarehouseException.Problem.STALE,
            "Table '" + table.name() + "' can't be published.",
            "Its files hold " + rows.getLong(1) + " rows, and its log says " + expected + ".",
            "Compact the table, so that rows deleted by a deletion vector are gone from its"
                + " files.");
      }
    }
  }

  /** The files, at least one. */
  List<Path> files() {
    try (Stream<Path> files = Files.list(folder.resolve("rows"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void close() {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("retail-lakehouse-load");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static WarehouseException unusable(IOException cause) {
    return new WarehouseException(
        WarehouseException.Problem.FAILED,
        "Files for loading can't be written.",
        cause + ".",
        "Check the folder for temporary files (java.io.tmpdir) and the room in it.",
        cause);
  }
}
