package io.retaillake.pipelines.stream;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Options of {@link StreamPipeline}, beside those of Beam and the runner. Durations are written
 * with their unit: {@code 500ms}, {@code 2s}, {@code 10m}, {@code 7d}.
 */
public interface StreamOptions extends PipelineOptions {

  String DEFAULT_LAKEHOUSE = "./data/lakehouse";

  @Description("Kafka brokers, as host:port,host:port")
  @Default.String("localhost:9092")
  String getBootstrapServers();

  void setBootstrapServers(String bootstrapServers);

  @Description("Topic that holds the shop's events")
  @Default.String("retail-events")
  String getTopic();

  void setTopic(String topic);

  @Description("Properties file with further settings of the Kafka consumer (TLS, SASL)")
  String getConsumerConfigFile();

  void setConsumerConfigFile(String consumerConfigFile);

  @Description("URL of a schema registry, for records in Confluent's wire format")
  String getSchemaRegistryUrl();

  void setSchemaRegistryUrl(String schemaRegistryUrl);

  @Description("Folder of the Delta tables")
  @Default.String(DEFAULT_LAKEHOUSE)
  String getLakehouse();

  void setLakehouse(String lakehouse);

  @Description(
      "Where to start without a checkpoint: LEDGER (where the tables ended; the beginning if they"
          + " are empty), EARLIEST (read all again; tables skip what they hold) or LATEST")
  @Default.Enum("LEDGER")
  StartFrom getStartFrom();

  void setStartFrom(StartFrom startFrom);

  @Description("End at the offsets that the topic has at the start, instead of reading on")
  @Default.Boolean(false)
  boolean getUntilNow();

  void setUntilNow(boolean untilNow);

  @Description("How far an event may lie behind its partition's highest time and be on time")
  @Default.String("2s")
  String getOutOfOrderness();

  void setOutOfOrderness(String outOfOrderness);

  @Description("After how long without records a partition no longer holds the watermark")
  @Default.String("5s")
  String getIdleAfter();

  void setIdleAfter(String idleAfter);

  @Description("For how long, in event time, an event's id is remembered to tell duplicates")
  @Default.String("7d")
  String getDeduplicationHorizon();

  void setDeduplicationHorizon(String deduplicationHorizon);

  @Description("How long records gather before they become files of bronze, silver, quarantine")
  @Default.String("10s")
  String getFileInterval();

  void setFileInterval(String fileInterval);

  @Description("Most records of a partition that gather before they become files")
  @Default.Integer(100_000)
  int getMaxFileRecords();

  void setMaxFileRecords(int maxFileRecords);

  @Description("How long finished files and window rows gather before they are committed")
  @Default.String("1s")
  String getCommitInterval();

  void setCommitInterval(String commitInterval);

  @Description(
      "Checkpoint or savepoint of the Flink runner to restore; the job stops if it was not restored")
  String getRestoreFrom();

  void setRestoreFrom(String restoreFrom);

  @Description(
      "Dataset of BigQuery, as project:dataset, that silver and windows are written to as well, into"
          + " tables named <table>_live; needs credentials of Google Cloud")
  String getBigQueryDataset();

  void setBigQueryDataset(String bigQueryDataset);

  /** Where a pipeline without a checkpoint starts. */
  enum StartFrom {
    LEDGER,
    EARLIEST,
    LATEST
  }
}
