package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of the ranges of one {@link LedgeredAppender#append}: each is in exactly one of
 * {@link #committed()}, {@link #skipped()} and {@link #waiting()}.
 */
@AutoValue
public abstract class AppendResult {

  /** The version the commit made; empty when there was nothing to commit. */
  public abstract OptionalLong version();

  /** Rows that the commit added. */
  public abstract long rows();

  /** Ranges committed now, wholly or the part of them that the table had not. */
  public abstract List<OffsetRange> committed();

  /** Ranges the table held already. */
  public abstract List<OffsetRange> skipped();

  /** Ranges whose predecessor has not come yet: hand them in again, with it or after it. */
  public abstract List<RangeAppend> waiting();

  public static AppendResult of(
      OptionalLong version,
      long rows,
      List<OffsetRange> committed,
      List<OffsetRange> skipped,
      List<RangeAppend> waiting) {
    return new AutoValue_AppendResult(
        version, rows, List.copyOf(committed), List.copyOf(skipped), List.copyOf(waiting));
  }
}
