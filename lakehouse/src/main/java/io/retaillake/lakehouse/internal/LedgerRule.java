package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.OffsetRange;
import java.util.OptionalLong;

/** The rule that makes an append happen once: what a range means to a table's ledger. */
public final class LedgerRule {

  /** What to do with a range. */
  public enum Verdict {
    /** The table holds all of it. */
    SKIP,
    /** The table holds none of it, and it comes next. */
    APPEND,
    /** The table holds its beginning: append only rows behind the ledger. */
    APPEND_REST,
    /** Its predecessor has not come yet. */
    WAIT
  }

  private LedgerRule() {}

  /**
   * The verdict on a range.
   *
   * @param ledger the last offset of the range's partition that the table holds; empty if none
   */
  public static Verdict judge(OptionalLong ledger, OffsetRange range) {
    if (ledger.isEmpty()) {
      return range.startsChain() ? Verdict.APPEND : Verdict.WAIT;
    }
    long held = ledger.getAsLong();
    if (range.toInclusive() <= held) {
      return Verdict.SKIP;
    }
    if (range.fromExclusive() < held) {
      return Verdict.APPEND_REST;
    }
    if (range.fromExclusive() == held || range.startsChain()) {
      return Verdict.APPEND;
    }
    return Verdict.WAIT;
  }
}
