package io.retaillake.pipelines.books;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A whole and the parts that have to add up to it.
 *
 * @param name what the whole is
 * @param form how the parts are told, with a {@code %s} for each
 */
public record Balance(String name, String form, BigDecimal whole, List<BigDecimal> parts) {

  /** A balance. */
  public static Balance of(String name, String form, BigDecimal whole, BigDecimal... parts) {
    return new Balance(name, form, whole, List.of(parts));
  }

  public boolean holds() {
    return difference().signum() == 0;
  }

  /** The whole less its parts. */
  public BigDecimal difference() {
    return whole.subtract(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** One line for a person, with what is missing where it does not add up. */
  public String line() {
    Object[] told = parts.stream().map(Balance::told).toArray();
    String text =
        String.format(Locale.ROOT, "%-9s %13s   %s", name, told(whole), String.format(form, told));
    return String.format(
        Locale.ROOT, "%-76s %s", text, holds() ? "balanced" : "DIFFERS by " + told(difference()));
  }

  private static String told(BigDecimal number) {
    return String.format(Locale.ROOT, number.scale() > 0 ? "%,.2f" : "%,.0f", number);
  }
}
