package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;

/**
 * A range of offsets and the files that hold its rows. A range without rows for this table has no
 * files, and moves the ledger all the same.
 */
@AutoValue
public abstract class RangeAppend implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract OffsetRange range();

  /** Files whose rows all have offsets within {@link #range()}. */
  public abstract List<DataFile> files();

  public static RangeAppend of(OffsetRange range, List<DataFile> files) {
    return new AutoValue_RangeAppend(range, List.copyOf(files));
  }
}
