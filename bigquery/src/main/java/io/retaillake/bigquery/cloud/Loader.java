package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.LoadJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import io.retaillake.bigquery.WarehouseException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Loads Parquet files into a staging table by load jobs: through a bucket where one is given, else
 * by upload to BigQuery itself. A staging table that a crash leaves behind goes away after a day.
 */
final class Loader {

  private static final Duration STAGING_LIFE = Duration.ofDays(1);

  private final BigQuery bigQuery;
  private final BigQuerySettings settings;
  private final BigQueryJobs jobs;
  private final Supplier<Storage> storage;

  Loader(
      BigQuery bigQuery, BigQuerySettings settings, BigQueryJobs jobs, Supplier<Storage> storage) {
    this.bigQuery = bigQuery;
    this.settings = settings;
    this.jobs = jobs;
    this.storage = storage;
  }

  /** Loads the files into a new staging table; returns its name. */
  TableId load(String table, Schema schema, List<Path> files) {
    TableId staging =
        TableId.of(
            settings.project(),
            settings.dataset(),
            "load_" + table + "_" + UUID.randomUUID().toString().replace("-", ""));
    try {
      bigQuery.create(
          TableInfo.newBuilder(staging, StandardTableDefinition.of(schema))
              .setExpirationTime(System.currentTimeMillis() + STAGING_LIFE.toMillis())
              .build());
      if (settings.bucket().isPresent()) {
        throughBucket(settings.bucket().get(), staging, schema, files);
      } else {
        for (Path file : files) {
          upload(staging, schema, file);
        }
      }
      return staging;
    } catch (BigQueryException e) {
      throw jobs.errors().of("Table '" + table + "' can't be loaded", e);
    } catch (StorageException | IOException e) {
      throw new WarehouseException(
          WarehouseException.Problem.UNREACHABLE,
          "Table '" + table + "' can't be loaded.",
          e.getMessage() + ".",
          "Check the bucket, the rights on it and the network, then publish again.",
          e);
    }
  }

  private void upload(TableId staging, Schema schema, Path file) throws IOException {
    WriteChannelConfiguration load =
        WriteChannelConfiguration.newBuilder(staging, FormatOptions.parquet())
            .setSchema(schema)
            .setWriteDisposition(JobInfo.WriteDisposition.WRITE_APPEND)
            .build();
    TableDataWriteChannel channel = bigQuery.writer(jobId(), load);
    try (OutputStream out = Channels.newOutputStream(channel)) {
      Files.copy(file, out);
    }
    jobs.await("Loading " + staging.getTable(), channel.getJob());
  }

  private void throughBucket(String bucket, TableId staging, Schema schema, List<Path> files)
      throws IOException {
    Storage store = storage.get();
    List<BlobId> uploaded = new ArrayList<>();
    try {
      for (Path file : files) {
        BlobId blob =
            BlobId.of(
                bucket, "retail-lakehouse-load/" + staging.getTable() + "/" + file.getFileName());
        uploaded.add(blob);
        store.createFrom(BlobInfo.newBuilder(blob).build(), file);
      }
      Job job =
          bigQuery.create(
              JobInfo.of(
                  jobId(),
                  LoadJobConfiguration.newBuilder(
                          staging,
                          uploaded.stream().map(BlobId::toGsUtilUri).toList(),
                          FormatOptions.parquet())
                      .setSchema(schema)
                      .setWriteDisposition(JobInfo.WriteDisposition.WRITE_APPEND)
                      .build()));
      jobs.await("Loading " + staging.getTable(), job);
    } finally {
      uploaded.forEach(store::delete);
    }
  }

  private JobId jobId() {
    return JobId.newBuilder()
        .setProject(settings.project())
        .setLocation(settings.location())
        .setRandomJob()
        .build();
  }
}
