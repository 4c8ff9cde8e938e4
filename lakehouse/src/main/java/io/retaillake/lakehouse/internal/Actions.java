package io.retaillake.lakehouse.internal;

import io.delta.kernel.data.Row;
import io.retaillake.lakehouse.DataFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions of one commit. */
public final class Actions {
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> added = new HashSet<>();
  private final Set<String> addedAgain = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private final Map<String, Long> ledgers = new HashMap<>();

  /** Adds a file with new rows to the table. */
  public void add(DataFile file) {
    added.add(file.relativePath());
    rows.add(KernelInternals.addFile(file, true, Map.of()));
  }

  /** Adds a file that was in the table before, as it was then. */
  public void addAgain(ActiveFile file) {
    addedAgain.add(file.file().relativePath());
    rows.add(KernelInternals.addFile(file));
  }

  /** Adds a file whose rows were in the table before, in others. */
  public void addRearranged(DataFile file, Map<String, String> tags) {
    added.add(file.relativePath());
    rows.add(KernelInternals.addFile(file, false, tags));
  }

  /** Takes a file and its rows out of the table. */
  public void remove(ActiveFile file) {
    removed.add(file.file().relativePath());
    rows.add(KernelInternals.removeFile(file, true, System.currentTimeMillis()));
  }

  /** Takes a file out of the table whose rows stay in it, in others. */
  public void removeRearranged(ActiveFile file) {
    removed.add(file.file().relativePath());
    rows.add(KernelInternals.removeFile(file, false, System.currentTimeMillis()));
  }

  /** Sets ledger entries. */
  public void setLedgers(Map<String, Long> ledgers) {
    this.ledgers.putAll(ledgers);
    long now = System.currentTimeMillis();
    ledgers.forEach((id, offset) -> rows.add(KernelInternals.setLedger(id, offset, now)));
  }

  /**
   * Whether a commit of these actions is part of what a later version says. A new file's name is no
   * other commit's. Without one, it is whether the version is as these actions would leave it.
   */
  boolean areIn(
      Collection<ActiveFile> active, Set<String> removedFiles, Map<String, Long> heldLedgers) {
    Set<String> paths =
        active.stream().map(file -> file.file().relativePath()).collect(Collectors.toSet());
    if (!added.isEmpty()) {
      return added.stream().anyMatch(path -> paths.contains(path) || removedFiles.contains(path));
    }
    return paths.containsAll(addedAgain)
        && Collections.disjoint(paths, removed)
        && heldLedgers.entrySet().containsAll(ledgers.entrySet());
  }

  List<Row> rows() {
    return rows;
  }
}
