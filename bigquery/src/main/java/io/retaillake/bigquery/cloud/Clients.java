package io.retaillake.bigquery.cloud;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.time.Duration;

/** Google's clients, as the settings want them. */
final class Clients {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 120_000;

  private Clients() {}

  /** A client that tries again, with pauses that double, what failed for a passing reason. */
  static BigQuery bigQuery(BigQuerySettings settings) {
    BigQueryOptions.Builder options =
        BigQueryOptions.newBuilder()
            .setProjectId(settings.project())
            .setLocation(settings.location())
            // Whole microseconds: as fractions of seconds, times would lose some.
            .setUseInt64Timestamps(true)
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setReadTimeout(READ_MILLIS)
                    .build())
            .setRetrySettings(retries(settings.retryFor()));
    settings
        .endpoint()
        .ifPresent(
            endpoint -> options.setHost(endpoint).setCredentials(NoCredentials.getInstance()));
    return options.build().getService();
  }

  static Storage storage(BigQuerySettings settings) {
    return StorageOptions.newBuilder()
        .setProjectId(settings.project())
        .setRetrySettings(retries(settings.retryFor()))
        .build()
        .getService();
  }

  private static RetrySettings retries(Duration total) {
    return RetrySettings.newBuilder()
        .setInitialRetryDelayDuration(Duration.ofMillis(500))
        .setRetryDelayMultiplier(2)
        .setMaxRetryDelayDuration(Duration.ofSeconds(30))
        .setTotalTimeoutDuration(total)
        .build();
  }
}
