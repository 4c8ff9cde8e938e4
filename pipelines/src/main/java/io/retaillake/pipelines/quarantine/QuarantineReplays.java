package io.retaillake.pipelines.quarantine;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/**
 * {@code quarantine_replays}: what became of records on their way back to the topic. Before a batch
 * is sent, each of its records has a row {@link Progress#SENDING}; afterwards one {@link
 * Progress#SENT}. A record that was found not to have arrived has one {@link Progress#NOT_SENT}.
 */
public final class QuarantineReplays {

  public static final TableDefinition TABLE =
      TableDefinition.builder("quarantine_replays")
          .comment("Quarantined records that went back to the topic")
          .columns(
              Column.required("kafka_topic", ColumnType.STRING, "The topic"),
              Column.required("kafka_partition", ColumnType.INT, "The record's partition"),
              Column.required("kafka_offset", ColumnType.LONG, "Where it was refused"),
              Column.required("batch", ColumnType.STRING, "What was sent together"),
              Column.required("progress", ColumnType.STRING, "sending, sent or not_sent"),
              Column.required(
                  "topic_end", ColumnType.LONG, "End of the partition before the batch was sent"),
              Column.required("noted_at", ColumnType.TIMESTAMP, "When the row was written"))
          .build();

  private QuarantineReplays() {}

  /** How far a record came. */
  enum Progress {
    SENDING,
    SENT,
    NOT_SENT
  }
}
