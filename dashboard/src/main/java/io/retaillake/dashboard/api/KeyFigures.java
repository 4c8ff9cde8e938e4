package io.retaillake.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.dashboard.lake.Lake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The key figures and how they changed against as many days before. Where the data don't reach back
 * to all of those days there is nothing to compare with.
 */
final class KeyFigures {

  private static final int SHARE_DIGITS = 6;

  private KeyFigures() {}

  static JsonNode read(Lake lake, Filters filters) {
    List<Map<String, Object>> periods = lake.ask("kpis", filters.values());
    Map<String, Object> now = periods.get(0);
    Map<String, Object> before = periods.get(1);
    boolean covered = Boolean.TRUE.equals(before.get("covered"));
    ObjectNode answer = Json.object();
    answer.set("from", Json.value(now.get("from_day")));
    answer.set("to", Json.value(now.get("to_day")));
    answer.set("before_from", Json.value(before.get("from_day")));
    answer.set("before_to", Json.value(before.get("to_day")));
    ArrayNode figures = answer.putArray("figures");
    for (Kind kind : Kind.values()) {
      BigDecimal value = kind.of(now);
      BigDecimal earlier = covered ? kind.of(before) : null;
      ObjectNode figure = figures.addObject();
      figure.put("name", kind.name().toLowerCase(java.util.Locale.ROOT));
      figure.set("value", Json.value(value));
      figure.set("before", Json.value(earlier));
      figure.set("change", Json.value(change(value, earlier)));
    }
    return answer;
  }

  private static @Nullable BigDecimal change(
      @Nullable BigDecimal value, @Nullable BigDecimal before) {
    return value == null || before == null || before.signum() == 0
        ? null
        : value.subtract(before).divide(before.abs(), SHARE_DIGITS, RoundingMode.HALF_UP);
  }

  private enum Kind {
    /** Purchases less returns, USD. */
    REVENUE {
      @Override
      BigDecimal of(Map<String, Object> sums) {
        return number(sums, "revenue");
      }
    },
    ORDERS {
      @Override
      BigDecimal of(Map<String, Object> sums) {
        return number(sums, "purchases");
      }
    },
    /** Money of the purchases by their number, USD. */
    AVERAGE_ORDER_VALUE {
      @Override
      @Nullable BigDecimal of(Map<String, Object> sums) {
        return ratio(number(sums, "gross_revenue"), number(sums, "purchases"), 2);
      }
    },
    /** Customers with a purchase. */
    BUYERS {
      @Override
      BigDecimal of(Map<String, Object> sums) {
        return number(sums, "buyers");
      }
    },
    /** Purchases by page views. */
    PURCHASES_PER_VIEW {
      @Override
      @Nullable BigDecimal of(Map<String, Object> sums) {
        return ratio(number(sums, "purchases"), number(sums, "page_views"), SHARE_DIGITS);
      }
    },
    /** Returns by purchases. */
    RETURN_RATE {
      @Override
      @Nullable BigDecimal of(Map<String, Object> sums) {
        return ratio(number(sums, "returns"), number(sums, "purchases"), SHARE_DIGITS);
      }
    };

    abstract @Nullable BigDecimal of(Map<String, Object> sums);

    private static BigDecimal number(Map<String, Object> sums, String name) {
      return new BigDecimal(sums.get(name).toString());
    }

    private static @Nullable BigDecimal ratio(BigDecimal part, BigDecimal whole, int digits) {
      return whole.signum() == 0 ? null : part.divide(whole, digits, RoundingMode.HALF_UP);
    }
  }
}
