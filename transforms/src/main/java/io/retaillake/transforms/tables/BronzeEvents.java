package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** {@code bronze_events}: every acceptable record, as it came, duplicates and late ones too. */
public final class BronzeEvents {

  public static final TableDefinition TABLE =
      TableDefinition.builder("bronze_events")
          .comment("Every acceptable record of the topic, as it came; one row a record")
          .columns(EventColumns.OF_EVENT)
          .columns(EventColumns.OF_RECORD)
          .columns(EventColumns.OF_PARTITION)
          .partitionedBy("event_year", "event_month")
          .offsetColumn(EventColumns.OFFSET)
          .build();

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private BronzeEvents() {}

  /** Makes the rows of bronze. */
  public static final class Rows extends EventRows {

    public Rows(AdmissionRules rules) {
      super(rules);
    }

    @Override
    boolean isRow(Verdict verdict) {
      return verdict.isAccepted();
    }

    @Override
    void row(
        AdmittedFrame admitted,
        Frame.Cursor record,
        Verdict verdict,
        RetailEvent event,
        EventRowFiller filler,
        RowSink rows) {
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int next = filler.fillEvent(row, event);
      filler.fillRecord(row, next, admitted, record, verdict);
      rows.write(row, filler.month(event.getEventTsMicros()));
    }
  }
}
