package io.retaillake.models.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many segments to try, as a user writes it: {@code 5} or {@code 2..8}. */
record KRange(int fewest, int most) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:\\.\\.(\\d{1,6}))?");

  /** Reads it from an option. */
  static final class Converter implements ITypeConverter<KRange> {
    @Override
    public KRange convert(String text) {
      Matcher matcher = FORM.matcher(text.trim());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is neither a number, such as 5, nor a range, such as 2..8");
      }
      int fewest = Integer.parseInt(matcher.group(1));
      return new KRange(
          fewest, matcher.group(2) == null ? fewest : Integer.parseInt(matcher.group(2)));
    }
  }
}
