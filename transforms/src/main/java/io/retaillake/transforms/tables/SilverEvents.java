package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.SilverRefinement;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
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
        EventRowFiller filler,
        RowSink rows) {
      RetailEvent clean = SilverRefinement.refine(event);
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = filler.fillEvent(row, clean);
      i = filler.fillRecord(row, i, admitted, record, verdict);
      fillDerived(row, i, clean, verdict.arrival().columnValue(), filler);
      rows.write(row, filler.month(clean.getEventTsMicros()));
    }
  }

  private static void fillDerived(
      GenericRecord row, int from, RetailEvent clean, String arrival, EventRowFiller filler) {
    LocalDateTime time = SilverRefinement.utc(clean);
    int i = from;
    row.put(i++, filler.recurringText(arrival));
    row.put(i++, filler.recurringText(SilverRefinement.timeOfDay(time)));
    row.put(i++, SilverRefinement.isWeekend(time));
    row.put(i, (int) time.toLocalDate().toEpochDay());
  }

  /** Makes the rows of silver from rows of bronze, as the stream would have made them. */
  public static final class FromBronze {

    /** The columns of bronze that a row is made of, in the order in which it wants them. */
    public static final List<String> COLUMNS =
        Stream.concat(EventColumns.OF_EVENT.stream(), EventColumns.OF_RECORD.stream())
            .map(Column::name)
            .toList();

    private final EventRowFiller filler = new EventRowFiller();
    private final int partition = COLUMNS.indexOf(EventColumns.PARTITION);
    private final int offset = COLUMNS.indexOf(EventColumns.OFFSET);

    /** Makes something of the row's partition and offset. */
    public <T> T record(RowView bronze, Record<T> made) {
      return made.of(bronze.getInt(partition), bronze.getLong(offset));
    }

    /** Something made of a record's place. */
    @FunctionalInterface
    public interface Record<T> {
      T of(int partition, long offset);
    }

    /** Writes the row that silver has for this row of bronze, with this {@code arrival}. */
    public void write(RowView bronze, String arrival, RowMapper.RowSink rows) {
      RetailEvent clean = SilverRefinement.refine(EventColumns.event(bronze));
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = filler.fillEvent(row, clean);
      for (; i < COLUMNS.size(); i++) {
        row.put(i, bronze.getValue(i));
      }
      fillDerived(row, i, clean, arrival, filler);
      rows.write(row, filler.month(clean.getEventTsMicros()));
    }
  }
}
