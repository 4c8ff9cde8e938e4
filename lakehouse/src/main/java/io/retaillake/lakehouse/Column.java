package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** One column of a table: its name, its type, whether it may be null, and what it means. */
@AutoValue
public abstract class Column implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract String name();

  public abstract ColumnType type();

  public abstract boolean nullable();

  /** What the column means, for whoever looks at the table; kept in the table's schema. */
  public abstract String comment();

  /** True if a value seldom comes twice, so that files are written without a dictionary of them. */
  public abstract boolean distinct();

  public static Column of(String name, ColumnType type, boolean nullable, String comment) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A column needs a name.");
    }
    return new AutoValue_Column(name, type, nullable, comment, false);
  }

  /** A column that is never null. */
  public static Column required(String name, ColumnType type, String comment) {
    return of(name, type, false, comment);
  }

  /** A column that may be null. */
  public static Column optional(String name, ColumnType type, String comment) {
    return of(name, type, true, comment);
  }

  /** The same column, whose values seldom come twice. */
  public Column ofDistinctValues() {
    return new AutoValue_Column(name(), type(), nullable(), comment(), true);
  }
}
