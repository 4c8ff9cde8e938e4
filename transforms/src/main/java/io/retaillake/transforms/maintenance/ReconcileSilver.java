package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableMerge;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.maintenance.Corrections.Month;
import io.retaillake.transforms.maintenance.Corrections.Record;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.SilverEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings late corrections to silver: of an event that was sent several times, silver then holds the
 * version with the highest offset, refined from its row of bronze:
 *
 * <pre>{@code
 * silver = bronze QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY kafka_offset DESC) = 1
 * }</pre>
 *
 * <p>Up to the offsets that both tables hold, so it is safe beside the stream; what comes later is
 * the next run's. {@code arrival} stays what it was for the event's first version, which is the one
 * that the windows counted or did not; all other columns are those of the last version. One commit,
 * which rewrites files of the months concerned only; a second run finds nothing to do.
 */
public final class ReconcileSilver {
  private static final int MOST_ATTEMPTS = 5;

  private final DeltaTable bronze;
  private final DeltaTable silver;

  /** For the tables of this lakehouse. */
  public ReconcileSilver(String lakehouse) {
    bronze = DeltaTable.open(lakehouse, BronzeEvents.TABLE);
    silver = DeltaTable.open(lakehouse, SilverEvents.TABLE);
  }

  /** What a run would do now. */
  public Reconciled plan() {
    Corrections corrections = Corrections.find(bronze.snapshot(), silver.snapshot());
    return reconciled(corrections, 0);
  }

  /**
   * Corrects silver.
   *
   * @throws LakehouseException COMMIT_CONFLICT if others delete from silver all the time;
   *     READ_FAILED or WRITE_FAILED; nothing is changed then
   */
  public Reconciled run() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try (TableMerge merge = TableMerge.begin(silver, "MERGE", Map.of("matchedBy", "event_id"))) {
        TableSnapshot events = bronze.snapshot();
        Corrections corrections = Corrections.find(events, merge.snapshot());
        if (corrections.winners.isEmpty()) {
          return reconciled(corrections, 0);
        }
        merge.add(lastVersions(events, corrections));
        long removed =
            merge.remove(
                List.of("kafka_partition", "kafka_offset"),
                file -> corrections.supersededMonths.contains(Month.of(file.partitionValues())),
                row -> corrections.superseded.contains(row.getInt(0), row.getLong(1)));
        Reconciled done = reconciled(corrections, merge.filesRewritten());
        if (removed != done.replaced()) {
          throw new IllegalStateException(
              removed + " rows of silver to be replaced were found, not " + done.replaced());
        }
        if (merge.commit()) {
          return done;
        }
      }
    }
    throw new LakehouseException(
        Problem.COMMIT_CONFLICT,
        "Silver was not reconciled.",
        "Other writers changed the files concerned " + MOST_ATTEMPTS + " times.",
        "Run again when no other engine deletes from or optimizes the table.");
  }

  private List<DataFile> lastVersions(TableSnapshot events, Corrections corrections) {
    SilverEvents.FromBronze refined = new SilverEvents.FromBronze();
    long[] found = {0};
    try (DataFileSink sink = new DataFileSink(silver, "reconciled")) {
      events.scan(
          SilverEvents.FromBronze.COLUMNS,
          RowFilter.all(),
          file -> corrections.winnersMonths.contains(Month.of(file.partitionValues())),
          row -> {
            String arrival = corrections.winners.get(refined.record(row, Record::new));
            if (arrival != null) {
              refined.write(row, arrival, sink::write);
              found[0]++;
            }
          });
      if (found[0] != corrections.winners.size()) {
        throw new IllegalStateException(
            found[0] + " rows of bronze were found, not " + corrections.winners.size());
      }
      return sink.finish();
    }
  }

  private static Reconciled reconciled(Corrections corrections, long filesRewritten) {
    Set<Month> months = new HashSet<>(corrections.winnersMonths);
    months.addAll(corrections.supersededMonths);
    return new Reconciled(
        corrections.winners.size() - corrections.missing,
        corrections.missing,
        filesRewritten,
        months.size(),
        corrections.withoutBronze);
  }
}
