package io.retaillake.lakehouse.internal;

import io.delta.kernel.data.Row;
import io.retaillake.lakehouse.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The actions of one commit. */
public final class Actions {
  private final List<Row> rows = new ArrayList<>();

  /** Adds a file with new rows to the table. */
  public void add(DataFile file) {
    rows.add(KernelInternals.addFile(file, true, Map.of()));
  }

  /** Adds a file that was in the table before, as it was then. */
  public void addAgain(ActiveFile file) {
    rows.add(KernelInternals.addFile(file));
  }

  /** Adds a file whose rows were in the table before, in others. */
  public void addRearranged(DataFile file, Map<String, String> tags) {
    rows.add(KernelInternals.addFile(file, false, tags));
  }

  /** Takes a file and its rows out of the table. */
  public void remove(ActiveFile file) {
    rows.add(KernelInternals.removeFile(file, true, System.currentTimeMillis()));
  }

  /** Takes a file out of the table whose rows stay in it, in others. */
  public void removeRearranged(ActiveFile file) {
    rows.add(KernelInternals.removeFile(file, false, System.currentTimeMillis()));
  }

  /** Sets ledger entries. */
  public void setLedgers(Map<String, Long> ledgers) {
    long now = System.currentTimeMillis();
    ledgers.forEach((id, offset) -> rows.add(KernelInternals.setLedger(id, offset, now)));
  }

  List<Row> rows() {
    return rows;
  }
}
