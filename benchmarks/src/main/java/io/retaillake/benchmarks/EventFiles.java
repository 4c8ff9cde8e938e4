package io.retaillake.benchmarks;

import com.google.common.primitives.Longs;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.SilverRefinement;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes events into Parquet files of bronze or silver, by the same columns, settings and writer as
 * the platform, a set of files for so many rows. Not thread-safe.
 */
public final class EventFiles {

  private final DeltaTable table;
  private final boolean silver;
  private final Schema schema;
  private final Schema money;
  private final Consumer<List<DataFile>> done;
  private DataFileSink sink;
  private int rows;
  private LocalDateTime month = LocalDateTime.MIN;
  private List<String> partitionValues = List.of();

  private EventFiles(
      String lakehouse, TableDefinition definition, boolean silver, Consumer<List<DataFile>> done) {
    this.table = DeltaTable.openOrCreate(lakehouse, definition);
    this.silver = silver;
    this.schema = definition.fileSchema();
    this.money = moneyIn(schema);
    this.done = done;
  }

  /** Files of bronze, described to {@code done} when they are complete. */
  public static EventFiles ofBronze(String lakehouse, Consumer<List<DataFile>> done) {
    return new EventFiles(lakehouse, BronzeEvents.TABLE, false, done);
  }

  /** Files of silver, described to {@code done} when they are complete. */
  public static EventFiles ofSilver(String lakehouse, Consumer<List<DataFile>> done) {
    return new EventFiles(lakehouse, SilverEvents.TABLE, true, done);
  }

  private static Schema moneyIn(Schema file) {
    Schema revenue = file.getField("revenue").schema();
    return revenue.isUnion()
        ? revenue.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : revenue;
  }

  /** Writes a row, in clean form for silver. */
  public void write(Met met) {
    if (sink == null) {
      sink = new DataFileSink(table, "p" + met.partition());
    }
    RetailEvent event = silver ? SilverRefinement.refine(met.event()) : met.event();
    GenericRecord row = new GenericData.Record(schema);
    int i = 0;
    row.put(i++, text(event.getEventId()));
    row.put(i++, text(event.getUserId()));
    row.put(i++, text(event.getSessionId()));
    row.put(i++, text(event.getSkuId()));
    row.put(i++, text(event.getCategory()));
    row.put(i++, text(event.getBrand()));
    row.put(i++, text(event.getEventType()));
    row.put(i++, event.getEventTsMicros());
    row.put(i++, money(event.getPrice()));
    row.put(i++, event.getQuantity());
    row.put(i++, money(event.getRevenue()));
    row.put(i++, text(event.getDeviceType()));
    row.put(i++, text(event.getCountry()));
    row.put(i++, met.partition());
    row.put(i++, met.offset());
    row.put(i++, met.brokerMillis() * 1_000);
    row.put(i++, met.arrival().isLate());
    row.put(i++, Math.max(0, met.judgedMillis() - met.brokerMillis()));
    LocalDateTime time = SilverRefinement.utc(event);
    if (silver) {
      row.put(i++, text(met.arrival().columnValue()));
      row.put(i++, text(SilverRefinement.timeOfDay(time)));
      row.put(i++, SilverRefinement.isWeekend(time));
      row.put(i, (int) time.toLocalDate().toEpochDay());
    }
    sink.write(row, partitionValues(time));
    if (++rows >= Settings.FILE_RECORDS) {
      finish();
    }
  }

  private List<String> partitionValues(LocalDateTime time) {
    if (time.getMonthValue() != month.getMonthValue() || time.getYear() != month.getYear()) {
      month = time;
      partitionValues =
          List.of(Integer.toString(time.getYear()), Integer.toString(time.getMonthValue()));
    }
    return partitionValues;
  }

  /** Completes what was begun. */
  public void finish() {
    if (sink != null) {
      done.accept(sink.finish());
      sink.close();
      sink = null;
      rows = 0;
    }
  }

  private static @Nullable Utf8 text(@Nullable String text) {
    return text == null ? null : new Utf8(text);
  }

  private GenericData.@Nullable Fixed money(@Nullable BigDecimal usd) {
    return usd == null
        ? null
        : new GenericData.Fixed(money, Longs.toByteArray(usd.unscaledValue().longValueExact()));
  }
}
