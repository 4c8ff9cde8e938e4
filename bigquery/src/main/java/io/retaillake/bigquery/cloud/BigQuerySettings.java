package io.retaillake.bigquery.cloud;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Optional;

/** Where BigQuery is and what it may cost. A value. */
@AutoValue
public abstract class BigQuerySettings {

  /** The most that one statement may read unless said otherwise: 100 GiB, half a dollar or so. */
  public static final long DEFAULT_MAX_BYTES_BILLED = 100L << 30;

  public abstract String project();

  public abstract String dataset();

  /** Where the dataset is, or will be made: {@code US}, {@code europe-west3}. */
  public abstract String location();

  /** The bucket that Parquet files are loaded through; empty to upload them to BigQuery itself. */
  public abstract Optional<String> bucket();

  /** The address of an emulator, {@code http://127.0.0.1:9050}; empty for Google's own. */
  public abstract Optional<String> endpoint();

  public abstract long maxBytesBilled();

  /** For how long a call that failed for a passing reason is tried again. */
  public abstract Duration retryFor();

  /** A dataset in the {@code US}, without a bucket, with the default cost guard. */
  public static BigQuerySettings of(String project, String dataset) {
    if (!dataset.matches("\\w+")) {
      throw new IllegalArgumentException("'" + dataset + "' can't name a dataset.");
    }
    return new AutoValue_BigQuerySettings(
        project,
        dataset,
        "US",
        Optional.empty(),
        Optional.empty(),
        DEFAULT_MAX_BYTES_BILLED,
        Duration.ofMinutes(2));
  }

  public BigQuerySettings withLocation(String location) {
    return copy(location, bucket(), endpoint(), maxBytesBilled(), retryFor());
  }

  public BigQuerySettings withBucket(String bucket) {
    return copy(location(), Optional.of(bucket), endpoint(), maxBytesBilled(), retryFor());
  }

  public BigQuerySettings withEndpoint(String endpoint) {
    return copy(location(), bucket(), Optional.of(endpoint), maxBytesBilled(), retryFor());
  }

  public BigQuerySettings withMaxBytesBilled(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("The most bytes billed must be positive.");
    }
    return copy(location(), bucket(), endpoint(), bytes, retryFor());
  }

  public BigQuerySettings withRetryFor(Duration retryFor) {
    return copy(location(), bucket(), endpoint(), maxBytesBilled(), retryFor);
  }

  private BigQuerySettings copy(
      String location,
      Optional<String> bucket,
      Optional<String> endpoint,
      long maxBytesBilled,
      Duration retryFor) {
    return new AutoValue_BigQuerySettings(
        project(), dataset(), location, bucket, endpoint, maxBytesBilled, retryFor);
  }
}
