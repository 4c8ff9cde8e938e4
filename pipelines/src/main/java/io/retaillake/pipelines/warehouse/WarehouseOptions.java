package io.retaillake.pipelines.warehouse;

import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.cloud.BigQuerySettings;
import io.retaillake.bigquery.cloud.BigQueryWarehouse;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.nio.file.Path;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Option;

/** Options that say which warehouse: a DuckDB file unless a project of Google Cloud is named. */
public final class WarehouseOptions {

  /** The embedded warehouse unless said otherwise. */
  public static final String DEFAULT_FILE = "./data/warehouse.duckdb";

  @Option(
      names = "--warehouse",
      defaultValue = DEFAULT_FILE,
      paramLabel = "FILE",
      description = "the DuckDB file; not used with --project (default: ${DEFAULT-VALUE})")
  private Path file;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "a project of Google Cloud: BigQuery instead of DuckDB")
  private String project;

  @Option(
      names = "--dataset",
      defaultValue = "retail",
      paramLabel = "NAME",
      description = "BigQuery's dataset (default: ${DEFAULT-VALUE})")
  private String dataset;

  @Option(
      names = "--location",
      defaultValue = "US",
      paramLabel = "NAME",
      description = "where the dataset is or will be made (default: ${DEFAULT-VALUE})")
  private String location;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "bucket to load through; without one files are uploaded to BigQuery itself")
  private String bucket;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "address of an emulator of BigQuery, such as http://127.0.0.1:9050")
  private String endpoint;

  @Option(
      names = "--maxBytesBilled",
      defaultValue = "" + BigQuerySettings.DEFAULT_MAX_BYTES_BILLED,
      paramLabel = "N",
      description = "BigQuery refuses a statement that reads more (default: ${DEFAULT-VALUE})")
  private long maxBytesBilled;

  /** True for the DuckDB file, to which publishing costs nothing. */
  public boolean isEmbedded() {
    return project == null;
  }

  /**
   * The warehouse that was named.
   *
   * @throws UserError with {@link ExitCode#USAGE} if an option makes no sense
   */
  public Warehouse open() {
    if (project == null) {
      checkForBigQuery("--bucket", bucket);
      checkForBigQuery("--endpoint", endpoint);
      return DuckDbWarehouse.at(file);
    }
    try {
      BigQuerySettings settings =
          BigQuerySettings.of(project, dataset)
              .withLocation(location)
              .withMaxBytesBilled(maxBytesBilled);
      if (bucket != null) {
        settings = settings.withBucket(bucket);
      }
      if (endpoint != null) {
        settings = settings.withEndpoint(endpoint);
      }
      return BigQueryWarehouse.at(settings);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE,
          "BigQuery can't be used with these options",
          String.valueOf(e.getMessage()),
          "See --help for the options",
          e);
    }
  }

  private static void checkForBigQuery(String option, @Nullable String value) {
    if (value != null) {
      throw new UserError(
          ExitCode.USAGE,
          option + "=" + value + " makes no sense without --project",
          "it is for BigQuery, and the embedded DuckDB was chosen",
          "Name a project, or leave the option out");
    }
  }
}
