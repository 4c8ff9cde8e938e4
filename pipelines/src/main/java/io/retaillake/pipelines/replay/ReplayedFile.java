package io.retaillake.pipelines.replay;

import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One pass over a file: every row becomes an event for the sink, or a bad row that is counted. Rows
 * keep the file's order. Rows read = events sent + bad rows.
 */
final class ReplayedFile {

  /** Where an event goes: its key is the customer, its value the event as bare Avro. */
  @FunctionalInterface
  interface Sink {
    void accept(byte[] key, byte[] value);
  }

  private final BadRows badRows = new BadRows();
  private long rows;
  private long events;
  private long backwards;
  private long latestMicros = Long.MIN_VALUE;
  private BigDecimal revenueUsd = new BigDecimal("0.00");

  /** Sends all rows of the file that can be sent. */
  void send(OrderFile file, RowToEvent mapper, Sink sink, ProgressLine progress)
      throws IOException {
    RetailEventCodec codec = RetailEventCodec.create();
    @Nullable Object[] row;
    while ((row = file.nextRow()) != null) {
      rows++;
      try {
        RetailEvent event = mapper.map(row, file.rowNumber());
        sink.accept(event.getUserId().getBytes(StandardCharsets.UTF_8), codec.encode(event));
        count(event);
      } catch (BadRowException e) {
        badRows.add(file.rowNumber(), e);
      }
      progress.update(rows);
    }
  }

  private void count(RetailEvent event) {
    events++;
    if (event.getRevenue() != null) {
      revenueUsd = revenueUsd.add(event.getRevenue());
    }
    if (event.getEventTsMicros() < latestMicros) {
      backwards++;
    }
    latestMicros = Math.max(latestMicros, event.getEventTsMicros());
  }

  long rows() {
    return rows;
  }

  long events() {
    return events;
  }

  BadRows badRows() {
    return badRows;
  }

  /** How many events are older than one before them: the pipeline may judge them late. */
  long backwards() {
    return backwards;
  }

  BigDecimal revenueUsd() {
    return revenueUsd;
  }
}
