package io.retaillake.dashboard.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which events the figures are of.
 *
 * @param from the first day, UTC
 * @param to the last day, UTC
 * @param category only this one; null for all
 * @param country only this one; null for all
 */
public record Filters(
    LocalDate from, LocalDate to, @Nullable String category, @Nullable String country) {

  /** The parameters that a request may have. */
  public static final Set<String> NAMES = Set.of("from", "to", "category", "country");

  /** Days without a filter: the last four weeks that have events. */
  private static final int DEFAULT_DAYS = 28;

  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  /**
   * The filters that were asked for. What was not is as by default: all categories, all countries,
   * the last 28 days with events.
   *
   * @throws BadRequestException if one is unknown, is there twice, or can't be
   */
  static Filters read(Map<String, List<String>> parameters, Choices choices) {
    check(parameters);
    LocalDate lastDay = choices.lastDay();
    LocalDate to = day(parameters, "to", lastDay);
    LocalDate usual = to.minusDays(DEFAULT_DAYS - 1L);
    LocalDate from =
        day(
            parameters,
            "from",
            usual.isBefore(choices.firstDay()) ? min(choices.firstDay(), to) : usual);
    if (from.isAfter(to)) {
      throw new BadRequestException(
          "from", "'from' is after 'to': there is no day between them. Exchange them.");
    }
    return new Filters(
        from,
        to,
        choice(parameters, "category", choices.categories()),
        choice(parameters, "country", choices.countries()));
  }

  private static void check(Map<String, List<String>> parameters) {
    parameters.forEach(
        (name, values) -> {
          if (!NAMES.contains(name)) {
            throw new BadRequestException(
                "",
                "There is no such parameter. Use " + String.join(", ", new TreeSet<>(NAMES)) + ".");
          }
          if (values.size() > 1) {
            throw new BadRequestException(name, "'" + name + "' is there twice. Give it once.");
          }
        });
  }

  private static LocalDate day(
      Map<String, List<String>> parameters, String name, LocalDate otherwise) {
    String text = text(parameters, name);
    if (text == null) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Said below: what is no date and what is a date of another age are told the same.
    }
    throw new BadRequestException(
        name, "'" + name + "' is no day. Write it like 2024-12-31, between 1970 and 2199.");
  }

  private static @Nullable String choice(
      Map<String, List<String>> parameters, String name, List<String> known) {
    String text = text(parameters, name);
    if (text != null && !known.contains(text)) {
      throw new BadRequestException(
          name, "No event has such a " + name + ". Choose from: " + String.join(", ", known) + ".");
    }
    return text;
  }

  /** Null if it is not there or empty. */
  private static @Nullable String text(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null || values.get(0).isEmpty() ? null : values.get(0);
  }

  private static LocalDate min(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** The values in the order in which every question takes them. */
  List<Object> values() {
    List<Object> values = new ArrayList<>();
    values.add(from);
    values.add(to);
    values.add(category);
    values.add(country);
    return values;
  }
}
