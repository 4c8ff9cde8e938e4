package io.retaillake.pipelines.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads a cell as text, as an amount of money, or as a whole number. */
final class Cells {

  private static final int WHOLE_DIGITS = 15;
  private static final int MAX_SCALE = 400;
  private static final int SHOWN = 40;
  private static final BigDecimal FLOATING_NOISE = new BigDecimal("1e-9");

  private Cells() {}

  /** The cell as people write it: 900 for 900.0, as some tools turn numbers into floating ones. */
  static String text(Object cell) {
    if (cell instanceof Double number && isFinite(number)) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    return cell instanceof String text ? text.strip() : cell.toString();
  }

  /**
   * The amount with two decimals; rounding is {@code UNNECESSARY} where it must be exact. A
   * floating number a billionth or less away from a whole cent is that cent: 0.1 + 0.2 is 0.30 to
   * people.
   */
  static BigDecimal money(String field, Object cell, RoundingMode rounding) throws BadRowException {
    BigDecimal exact = number(field, cell);
    checkMagnitude(field, exact, cell);
    BigDecimal amount = exact.setScale(2, RoundingMode.HALF_UP);
    if (cell instanceof Double && exact.subtract(amount).abs().compareTo(FLOATING_NOISE) <= 0) {
      return amount;
    }
    try {
      return exact.setScale(2, rounding);
    } catch (ArithmeticException e) {
      throw new BadRowException(field, shown(cell) + " has more than two decimals");
    }
  }

  /** Before any arithmetic: a text such as 1e999999999 would take gigabytes to write out. */
  private static void checkMagnitude(String field, BigDecimal number, Object cell)
      throws BadRowException {
    if (number.precision() - (long) number.scale() > WHOLE_DIGITS) {
      throw new BadRowException(
          field, shown(cell) + " has more than fifteen digits before the point");
    }
    if (number.scale() > MAX_SCALE) {
      throw new BadRowException(field, shown(cell) + " has more than two decimals");
    }
  }

  static Integer wholeNumber(String field, Object cell) throws BadRowException {
    if (cell instanceof Integer number) {
      return number;
    }
    try {
      return number(field, cell).intValueExact();
    } catch (ArithmeticException e) {
      throw new BadRowException(field, shown(cell) + " is not a whole number that fits");
    }
  }

  /** A floating number is taken as it is written: 0.1 is a tenth. */
  private static BigDecimal number(String field, Object cell) throws BadRowException {
    if (cell instanceof BigDecimal number) {
      return number;
    }
    if (cell instanceof Integer || cell instanceof Long) {
      return BigDecimal.valueOf(((Number) cell).longValue());
    }
    if (cell instanceof Double number && isFinite(number)) {
      return BigDecimal.valueOf(number);
    }
    try {
      return new BigDecimal(text(cell));
    } catch (NumberFormatException e) {
      throw new BadRowException(field, shown(cell) + " is not a number");
    }
  }

  private static boolean isFinite(Double number) {
    return Double.isFinite(number);
  }

  /** The cell for a message, cut if it is long. */
  static String shown(Object cell) {
    String text = cell.toString();
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
  }
}
