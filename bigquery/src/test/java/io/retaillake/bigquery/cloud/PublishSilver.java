package io.retaillake.bigquery.cloud;

import io.retaillake.bigquery.testing.TestLakehouse;
import java.nio.file.Path;
import java.util.List;

/** Publishes silver in a process of its own, to be killed. */
final class PublishSilver {

  private PublishSilver() {}

  /** Takes the lakehouse, the emulator's address and the dataset. */
  public static void main(String[] args) {
    BigQuerySettings settings = BigQuerySettings.of("retail-test", args[2]).withEndpoint(args[1]);
    BigQueryWarehouse.at(settings)
        .publish(List.of(new TestLakehouse(Path.of(args[0])).table("silver_events")));
  }
}
