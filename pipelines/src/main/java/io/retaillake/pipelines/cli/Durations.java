package io.retaillake.pipelines.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as a user writes them: a whole number and a unit, {@code 500ms}, {@code 2s}, {@code
 * 7d}.
 */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /**
   * The duration that was given for the option.
   *
   * @throws UserError with {@link ExitCode#USAGE} if it is none
   */
  public static Duration parse(String option, String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw wrong(option, text, "a duration is a whole number and a unit: ms, s, m, h or d");
    }
    return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** As {@link #parse}, but zero is refused too. */
  public static Duration parsePositive(String option, String text) {
    Duration duration = parse(option, text);
    if (duration.isZero()) {
      throw wrong(option, text, "it has to be longer than nothing");
    }
    return duration;
  }

  private static UserError wrong(String option, String text, String why) {
    return new UserError(
        ExitCode.USAGE,
        option + "=" + text + " is not a duration that can be used",
        why,
        "Write it like " + option + "=2s");
  }
}
