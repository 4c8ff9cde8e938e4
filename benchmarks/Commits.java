import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A thousand commits of a small file each, with the ledger, and whether they become slower. */
final class Commits {

  private static final int COMMITS = 1_000;
  private static final int COMPARED = 100;
  private static final int ROWS = 5;

  public static void main(String[] args) {
    // Once for the JVM to compile what is slow at first, so that the first hundred are not flattered.
    commit(args[0] + "/warm-up");
    double[] millis = commit(args[0] + "/measured");
    double first = mean(millis, 0);
    double last = mean(millis, COMMITS - COMPARED);
    System.out.printf(
        Locale.ROOT,
        "%,d commits: %.1f ms each in the first %d, %.1f ms in the last %d, %.2f times as long%n",
        COMMITS,
        first,
        COMPARED,
        last,
        COMPARED,
        last / first);
  }

  private static double mean(double[] millis, int from) {
    return Arrays.stream(millis, from, from + COMPARED).average().orElseThrow();
  }

  private static double[] commit(String lakehouse) {
    TableDefinition events =
        TableDefinition.builder("events")
            .comment("Events of a benchmark")
            .columns(
                Column.required("kafka_offset", ColumnType.LONG, "Offset"),
                Column.required("event_year", ColumnType.INT, "Year"))
            .partitionedBy("event_year")
            .offsetColumn("kafka_offset")
            .build();
    DeltaTable table = DeltaTable.openOrCreate(lakehouse, events);
    LedgeredAppender appender = new LedgeredAppender(table);
    double[] millis = new double[COMMITS];
    for (int commit = 0; commit < COMMITS; commit++) {
      long before = (long) commit * ROWS - 1;
      OffsetRange range =
          commit == 0
              ? OffsetRange.startingChain("retail-events/0", before, before + ROWS)
              : OffsetRange.of("retail-events/0", before, before + ROWS);
      RangeAppend append = RangeAppend.of(range, file(table, before + 1));
      long start = System.nanoTime();
      appender.append(List.of(append));
      millis[commit] = (System.nanoTime() - start) / 1e6;
    }
    if (table.snapshot().rowCount() != COMMITS * ROWS) {
      throw new IllegalStateException("The table does not hold what was committed.");
    }
    return millis;
  }

  private static List<DataFile> file(DeltaTable table, long firstOffset) {
    try (DataFileSink sink = new DataFileSink(table, "rows")) {
      for (long offset = firstOffset; offset < firstOffset + ROWS; offset++) {
        GenericRecord row = new GenericData.Record(table.definition().fileSchema());
        row.put("kafka_offset", offset);
        sink.write(row, List.of("2026"));
      }
      return sink.finish();
    }
  }
}
