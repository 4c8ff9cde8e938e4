package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows a scan wants: all conditions must hold. Conditions are on LONG, INT, TIMESTAMP
 * (microseconds) and DATE (days) columns, partition columns among them; a null meets none. Files
 * whose statistics exclude every row are not opened, and of the others only the rows that meet the
 * conditions are visited.
 *
 * <pre>{@code
 * RowFilter.equalTo("kafka_partition", 3).andLessThan("kafka_offset", 1000)
 * }</pre>
 */
@AutoValue
public abstract class RowFilter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How a column is compared to a value. */
  public enum Comparison {
    EQUAL,
    AT_LEAST,
    LESS;

    /** Whether a value of the column meets the comparison. */
    public boolean holds(long columnValue, long value) {
      return switch (this) {
        case EQUAL -> columnValue == value;
        case AT_LEAST -> columnValue >= value;
        case LESS -> columnValue < value;
      };
    }
  }

  /** One condition. */
  public record Condition(String column, Comparison comparison, long value)
      implements Serializable {}

  public abstract List<Condition> conditions();

  /** The filter that all rows pass. */
  public static RowFilter all() {
    return new AutoValue_RowFilter(List.of());
  }

  public static RowFilter equalTo(String column, long value) {
    return all().andEqualTo(column, value);
  }

  public static RowFilter atLeast(String column, long value) {
    return all().andAtLeast(column, value);
  }

  public static RowFilter lessThan(String column, long value) {
    return all().andLessThan(column, value);
  }

  public RowFilter andEqualTo(String column, long value) {
    return and(new Condition(column, Comparison.EQUAL, value));
  }

  public RowFilter andAtLeast(String column, long value) {
    return and(new Condition(column, Comparison.AT_LEAST, value));
  }

  public RowFilter andLessThan(String column, long value) {
    return and(new Condition(column, Comparison.LESS, value));
  }

  private RowFilter and(Condition condition) {
    List<Condition> all = new ArrayList<>(conditions());
    all.add(condition);
    return new AutoValue_RowFilter(List.copyOf(all));
  }
}
