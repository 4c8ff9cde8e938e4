package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.Rejection;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.kafka.Frame;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * {@code quarantine_events}: every record that can't be read or can't be true, with its bytes, its
 * place and the reason.
 */
public final class QuarantineEvents {

  public static final TableDefinition TABLE =
      TableDefinition.builder("quarantine_events")
          .comment("Records that can't be read or can't be true, with the reason")
          .columns(
              Column.optional("raw_key", ColumnType.BINARY, "The record's key, byte for byte"),
              Column.optional("raw_value", ColumnType.BINARY, "The record's value, byte for byte"),
              Column.required("kafka_topic", ColumnType.STRING, "The record's topic"),
              Column.required(EventColumns.PARTITION, ColumnType.INT, "The record's partition"),
              Column.required(EventColumns.OFFSET, ColumnType.LONG, "The record's offset"),
              Column.required("kafka_ts", ColumnType.TIMESTAMP, "Kafka's time of the record"),
              Column.required("step", ColumnType.STRING, "The step that refused the record"),
              Column.required("reason", ColumnType.STRING, "Why"),
              Column.required("quarantined_at", ColumnType.TIMESTAMP, "When the record was judged"))
          .offsetColumn(EventColumns.OFFSET)
          .build();

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private QuarantineEvents() {}

  /** Makes the rows of the quarantine. */
  public static final class Rows implements RowMapper<AdmittedRange> {

    @Override
    public void map(AdmittedRange range, RowSink rows) {
      for (AdmittedFrame admitted : range.frames()) {
        Frame.Cursor record = admitted.frame().cursor();
        while (record.advance()) {
          if (admitted.verdict(record.index()) == Verdict.QUARANTINED) {
            rows.write(row(admitted, record), List.of());
          }
        }
      }
    }

    private static GenericRecord row(AdmittedFrame admitted, Frame.Cursor record) {
      Rejection rejection = admitted.rejection(record.index());
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = 0;
      row.put(i++, Values.binary(record.key()));
      row.put(i++, Values.binary(record.value()));
      row.put(i++, admitted.frame().topic());
      row.put(i++, admitted.frame().partition());
      row.put(i++, record.offset());
      row.put(i++, Values.microsOfMillis(record.timestampMillis()));
      row.put(i++, rejection.step());
      row.put(i++, rejection.reason());
      row.put(i, Values.microsOfMillis(admitted.judgedAtMillis()));
      return row;
    }
  }
}
