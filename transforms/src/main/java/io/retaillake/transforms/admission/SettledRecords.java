package io.retaillake.transforms.admission;

import java.util.BitSet;

/**
 * Which records of a partition the tables have settled, and how: those between two offsets, each
 * accepted or refused. What is settled stays so when it is read again, even by other rules: a
 * record that was refused, and would pass now, is in the quarantine already, and comes back from
 * there under another offset.
 */
public final class SettledRecords {

  private static final SettledRecords NONE = new SettledRecords(0, -1);

  private final long first;
  private final long last;
  private final BitSet accepted = new BitSet();

  private SettledRecords(long first, long last) {
    this.first = first;
    this.last = last;
  }

  /** Nothing is settled. */
  public static SettledRecords none() {
    return NONE;
  }

  /** All records between these offsets, both included, are refused until they are accepted. */
  public static SettledRecords refusedBetween(long first, long last) {
    return new SettledRecords(first, last);
  }

  /** The record at this offset was accepted. Offsets that are not settled are left alone. */
  public void accept(long offset) {
    if (isSettled(offset)) {
      accepted.set(index(offset));
    }
  }

  /** The records between these offsets, both included, were accepted. */
  public void acceptBetween(long from, long to) {
    if (from <= to) {
      accepted.set(index(from), index(to) + 1);
    }
  }

  /** The record at this offset was refused. Offsets that are not settled are left alone. */
  public void refuse(long offset) {
    if (isSettled(offset)) {
      accepted.clear(index(offset));
    }
  }

  /** True if the record at this offset was refused. */
  public boolean isRefused(long offset) {
    return isSettled(offset) && !accepted.get(index(offset));
  }

  private boolean isSettled(long offset) {
    return offset >= first && offset <= last;
  }

  private int index(long offset) {
    return Math.toIntExact(offset - first);
  }
}
