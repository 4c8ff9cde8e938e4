package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * The offsets {@code (fromExclusive, toInclusive]} of one Kafka partition, as one writer handled
 * them: every record of the partition in between has been seen, whether or not it gave a row.
 *
 * <p>Ranges of a partition form a chain, each beginning where the one before it ended, since Kafka
 * itself may skip offsets. A range that {@link #startsChain() starts a chain} states that no record
 * before it is still to come to this table: it may follow a gap, any other range may not.
 */
@AutoValue
public abstract class OffsetRange implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names the partition in the table's ledger: {@code <topic>/<partition>}. */
  public abstract String ledgerId();

  /** The offset before the range: the one the predecessor ended with. */
  public abstract long fromExclusive();

  /** The last offset of the range. */
  public abstract long toInclusive();

  /** True when no record before this range is still to come. */
  public abstract boolean startsChain();

  /** A range that follows another one. */
  public static OffsetRange of(String ledgerId, long fromExclusive, long toInclusive) {
    return create(ledgerId, fromExclusive, toInclusive, false);
  }

  /** A range that starts a chain: the first one its reader gives for the partition. */
  public static OffsetRange startingChain(String ledgerId, long fromExclusive, long toInclusive) {
    return create(ledgerId, fromExclusive, toInclusive, true);
  }

  private static OffsetRange create(
      String ledgerId, long fromExclusive, long toInclusive, boolean startsChain) {
    if (toInclusive < fromExclusive) {
      throw new IllegalArgumentException(
          "Range of " + ledgerId + " ends at " + toInclusive + ", before " + fromExclusive + ".");
    }
    return new AutoValue_OffsetRange(ledgerId, fromExclusive, toInclusive, startsChain);
  }
}
