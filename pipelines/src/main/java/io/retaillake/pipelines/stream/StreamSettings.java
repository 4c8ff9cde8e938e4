package io.retaillake.pipelines.stream;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import io.retaillake.pipelines.cli.Durations;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.ClientProperties;
import io.retaillake.pipelines.live.BigQueryDataset;
import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.event.RetailEventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The options of a run, checked and in the types that the steps take. */
@AutoValue
public abstract class StreamSettings {

  public abstract String bootstrapServers();

  public abstract String topic();

  public abstract ImmutableMap<String, String> consumerConfig();

  public abstract String lakehouse();

  public abstract StreamOptions.StartFrom startFrom();

  public abstract boolean untilNow();

  public abstract AdmissionRules rules();

  public abstract Duration outOfOrderness();

  public abstract Duration idleAfter();

  public abstract Duration fileInterval();

  public abstract int maxFileRecords();

  public abstract Duration commitInterval();

  /** The dataset that rows are written to beside Delta; empty for none. */
  public abstract Optional<BigQueryDataset> bigQueryDataset();

  /**
   * Checks the options.
   *
   * @throws UserError with {@link ExitCode#USAGE} if one makes no sense
   */
  public static StreamSettings of(StreamOptions options) {
    Duration outOfOrderness = Durations.parse("--outOfOrderness", options.getOutOfOrderness());
    if (options.getMaxFileRecords() <= 0) {
      throw new UserError(
          ExitCode.USAGE,
          "--maxFileRecords=" + options.getMaxFileRecords() + " is not positive",
          "a file holds at least one record",
          "Give a positive number, or leave it out for 100000");
    }
    return new AutoValue_StreamSettings(
        options.getBootstrapServers(),
        options.getTopic(),
        ImmutableMap.copyOf(
            ClientProperties.load(
                "--consumerConfigFile",
                Optional.ofNullable(options.getConsumerConfigFile()).map(Path::of).orElse(null))),
        absolute(options.getLakehouse()),
        options.getStartFrom(),
        options.getUntilNow(),
        rules(options, outOfOrderness),
        outOfOrderness,
        Durations.parsePositive("--idleAfter", options.getIdleAfter()),
        Durations.parsePositive("--fileInterval", options.getFileInterval()),
        options.getMaxFileRecords(),
        Durations.parsePositive("--commitInterval", options.getCommitInterval()),
        Optional.ofNullable(options.getBigQueryDataset())
            .map(dataset -> BigQueryDataset.parse("--bigQueryDataset", dataset)));
  }

  /** Workers have working folders of their own. */
  private static String absolute(String folder) {
    return folder.contains("://")
        ? folder
        : Path.of(folder).toAbsolutePath().normalize().toString();
  }

  private static AdmissionRules rules(StreamOptions options, Duration outOfOrderness) {
    Duration horizon =
        Durations.parsePositive("--deduplicationHorizon", options.getDeduplicationHorizon());
    try {
      return AdmissionRules.of(
              RetailEventCodec.factory(Optional.ofNullable(options.getSchemaRegistryUrl())),
              outOfOrderness)
          .withDeduplicationHorizon(horizon);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE,
          "--schemaRegistryUrl=" + options.getSchemaRegistryUrl() + " can't be used",
          e.getMessage(),
          "Give an http or https URL, such as http://localhost:8081");
    }
  }
}
