package io.retaillake.lakehouse.internal;

import io.delta.kernel.data.Row;
import io.retaillake.lakehouse.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The actions of one commit. */
public final class Actions {
  private final List<Row> rows = new ArrayList<>();

  /** Adds a file to the table. */
  public void add(DataFile file) {
    rows.add(KernelInternals.addFile(file));
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
