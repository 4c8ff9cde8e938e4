package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.SilverRefinement;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import java.time.LocalDateTime;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** {@code silver_events}: clean events, one row an event id. */
public final class SilverEvents {

  public static final TableDefinition TABLE =
      TableDefinition.builder("silver_events")
          .comment("Clean events, one row an event_id")
          .columns(EventColumns.OF_EVENT)
          .columns(EventColumns.OF_RECORD)
          .columns(
              Column.required("arrival", ColumnType.STRING, "on_time, late or too_late"),
              Column.required(
                  "time_of_day", ColumnType.STRING, "night, morning, afternoon or evening, UTC"),
              Column.required("is_weekend", ColumnType.BOOLEAN, "Saturday or Sunday, UTC"),
              Column.required("event_date", ColumnType.DATE, "Date of event_ts, UTC"))
          .columns(EventColumns.OF_PARTITION)
          .partitionedBy("event_year", "event_month")
          .offsetColumn(EventColumns.OFFSET)
          .build();

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private SilverEvents() {}

  /** Makes the rows of silver. */
  public static final class Rows extends EventRows {

    private transient EventColumns.MonthOf monthOf;

    public Rows(AdmissionRules rules) {
      super(rules);
    }

    @Override
    boolean isRow(Verdict verdict) {
      return verdict.isFirst();
    }

    @Override
    void row(
        AdmittedFrame admitted,
        Frame.Cursor record,
        Verdict verdict,
        RetailEvent event,
        RowSink rows) {
      if (monthOf == null) {
        monthOf = new EventColumns.MonthOf();
      }
      RetailEvent clean = SilverRefinement.refine(event);
      LocalDateTime time = SilverRefinement.utc(clean);
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = EventColumns.fillEvent(row, clean);
      i = EventColumns.fillRecord(row, i, admitted, record, verdict);
      row.put(i++, Values.text(verdict.arrival().columnValue()));
      row.put(i++, Values.text(SilverRefinement.timeOfDay(time)));
      row.put(i++, SilverRefinement.isWeekend(time));
      row.put(i, (int) time.toLocalDate().toEpochDay());
      rows.write(row, monthOf.micros(clean.getEventTsMicros()));
    }
  }
}
