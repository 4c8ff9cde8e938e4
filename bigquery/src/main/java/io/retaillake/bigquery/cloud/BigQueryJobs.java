package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobException;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.TableResult;
import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.sql.Statement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Runs GoogleSQL as jobs, labelled, within limits, and with errors that a user can act upon. */
final class BigQueryJobs {

  private static final Map<String, String> LABELS = Map.of("app", "retail-lakehouse");
  // What publishing itself runs is not under the guard for a user's statements.
  private static final QueryLimits OWN = QueryLimits.none();

  private final BigQuery bigQuery;
  private final BigQuerySettings settings;
  private final BigQueryErrors errors;

  BigQueryJobs(BigQuery bigQuery, BigQuerySettings settings) {
    this.bigQuery = bigQuery;
    this.settings = settings;
    this.errors = new BigQueryErrors(settings);
  }

  BigQueryErrors errors() {
    return errors;
  }

  /** Runs a statement of a user, after a dry run that holds it to the cost guard. */
  TableResult query(Statement statement, Map<String, Parameter> parameters, QueryLimits limits) {
    String sql = statement.googleSql(settings.dataset());
    long allowed = limits.maxBytesBilled().orElse(settings.maxBytesBilled());
    QueryJobConfiguration.Builder job =
        job("statement", statement.name(), sql, limits).setMaximumBytesBilled(allowed);
    parameters.forEach((name, value) -> job.addNamedParameter(name, parameter(value)));
    long needed = dryRun(statement.name(), job);
    if (needed > allowed) {
      throw new WarehouseException(
          WarehouseException.Problem.TOO_EXPENSIVE,
          "'" + statement.name() + "' was not run.",
          String.format(Locale.ROOT, "It reads %,d bytes, and %,d are allowed.", needed, allowed),
          "Allow more (--maxBytesBilled), or read fewer columns and days.");
    }
    return run(statement.name(), job);
  }

  /** How many bytes the statement would read. */
  long estimateBytes(Statement statement, Map<String, Parameter> parameters) {
    QueryJobConfiguration.Builder job =
        job("statement", statement.name(), statement.googleSql(settings.dataset()), OWN);
    parameters.forEach((name, value) -> job.addNamedParameter(name, parameter(value)));
    return dryRun(statement.name(), job);
  }

  /** Runs GoogleSQL of our own, a script perhaps. */
  TableResult run(String what, String sql) {
    return run(what, job("step", what, sql, OWN));
  }

  /** Waits for a job that was started. */
  void await(String what, Job job) {
    try {
      Job ended = job.waitFor();
      if (ended == null) {
        throw new WarehouseException(
            WarehouseException.Problem.FAILED,
            what + " failed.",
            "The job is gone.",
            "Run it again.");
      }
      if (ended.getStatus().getError() != null) {
        throw errors.of(what + " failed", ended.getStatus().getError());
      }
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    } catch (BigQueryException e) {
      throw errors.of(what + " failed", e);
    }
  }

  private TableResult run(String what, QueryJobConfiguration.Builder job) {
    try {
      return bigQuery.query(job.build());
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    } catch (JobException e) {
      throw errors.of("'" + what + "' failed", e.getErrors().get(0));
    } catch (BigQueryException e) {
      throw errors.of("'" + what + "' failed", e);
    }
  }

  private long dryRun(String what, QueryJobConfiguration.Builder job) {
    try {
      Job dry = bigQuery.create(JobInfo.of(job.build().toBuilder().setDryRun(true).build()));
      JobStatistics.QueryStatistics statistics = dry.getStatistics();
      Long bytes = statistics.getTotalBytesProcessed();
      return bytes == null ? 0 : bytes;
    } catch (BigQueryException e) {
      throw errors.of("'" + what + "' can't run", e);
    }
  }

  private QueryJobConfiguration.Builder job(
      String kind, String name, String sql, QueryLimits limits) {
    QueryJobConfiguration.Builder job =
        QueryJobConfiguration.newBuilder(sql)
            .setUseLegacySql(false)
            .setDefaultDataset(DatasetId.of(settings.project(), settings.dataset()))
            .setLabels(labels(kind, name));
    limits.timeout().map(Duration::toMillis).ifPresent(job::setJobTimeoutMs);
    return job;
  }

  private static Map<String, String> labels(String kind, String name) {
    String value = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    Map<String, String> labels = new java.util.HashMap<>(LABELS);
    labels.put(kind, value.substring(0, Math.min(63, value.length())));
    return labels;
  }

  private static WarehouseException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new WarehouseException(
        WarehouseException.Problem.FAILED,
        "'" + what + "' was interrupted.",
        "This program was told to stop.",
        "Run it again.",
        cause);
  }

  private static QueryParameterValue parameter(Parameter parameter) {
    Object value = parameter.value();
    return switch (parameter.type()) {
      case STRING -> QueryParameterValue.string((String) value);
      case INT64 -> QueryParameterValue.int64((Long) value);
      case FLOAT64 -> QueryParameterValue.float64((Double) value);
      case NUMERIC -> QueryParameterValue.numeric((BigDecimal) value);
      case BOOL -> QueryParameterValue.bool((Boolean) value);
      case BYTES -> QueryParameterValue.bytes((byte[]) value);
      case DATE -> QueryParameterValue.date(value == null ? null : value.toString());
      case TIMESTAMP -> BigQueryTypes.timestamp((java.time.Instant) value);
    };
  }
}
