package io.retaillake.transforms.tables;

import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Fills the columns of {@link EventColumns}. Remembers what comes again and again: the month of the
 * last event, as events come roughly in order of time, and texts of columns with few values, in a
 * cache of fixed size. Not thread-safe.
 */
final class EventRowFiller {

  private static final int SLOTS = 1024;

  private final String[] texts = new String[SLOTS];
  private final Utf8[] bytesOfTexts = new Utf8[SLOTS];
  private long startMicros;
  private long endMicros;
  private List<String> month = List.of();

  /** Fills the event's columns as they came; returns the index of the next column. */
  int fillEvent(GenericRecord row, RetailEvent event) {
    int i = 0;
    row.put(i++, Values.text(event.getEventId()));
    row.put(i++, Values.text(event.getUserId()));
    row.put(i++, Values.text(event.getSessionId()));
    row.put(i++, Values.text(event.getSkuId()));
    row.put(i++, recurringText(event.getCategory()));
    row.put(i++, recurringText(event.getBrand()));
    row.put(i++, recurringText(event.getEventType()));
    row.put(i++, event.getEventTsMicros());
    row.put(i++, Values.decimal(event.getPrice()));
    row.put(i++, event.getQuantity());
    row.put(i++, Values.decimal(event.getRevenue()));
    row.put(i++, recurringText(event.getDeviceType()));
    row.put(i++, recurringText(event.getCountry()));
    return i;
  }

  /** Fills the record's columns from this index on; returns the index of the next column. */
  int fillRecord(
      GenericRecord row, int from, AdmittedFrame admitted, Frame.Cursor record, Verdict verdict) {
    int i = from;
    row.put(i++, admitted.frame().partition());
    row.put(i++, record.offset());
    row.put(i++, Values.microsOfMillis(record.timestampMillis()));
    row.put(i++, verdict.arrival().isLate());
    row.put(i++, Math.max(0, admitted.judgedAtMillis() - record.timestampMillis()));
    return i;
  }

  /** As {@link Values#text}, for a column with few values. */
  @Nullable Utf8 recurringText(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int slot = text.hashCode() & SLOTS - 1;
    if (!text.equals(texts[slot])) {
      texts[slot] = text;
      bytesOfTexts[slot] = Values.text(text);
    }
    return bytesOfTexts[slot];
  }

  /** The values of {@link EventColumns#OF_PARTITION} at this time. */
  List<String> month(long eventMicros) {
    if (eventMicros < startMicros || eventMicros >= endMicros) {
      LocalDate first =
          Instant.ofEpochSecond(Math.floorDiv(eventMicros, 1_000_000L))
              .atZone(ZoneOffset.UTC)
              .toLocalDate()
              .withDayOfMonth(1);
      startMicros = microsAt(first);
      endMicros = microsAt(first.plusMonths(1));
      month = List.of(Integer.toString(first.getYear()), Integer.toString(first.getMonthValue()));
    }
    return month;
  }

  private static long microsAt(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000L;
  }
}
