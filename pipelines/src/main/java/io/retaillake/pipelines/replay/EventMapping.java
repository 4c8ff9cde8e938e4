package io.retaillake.pipelines.replay;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.event.EventContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How the rows of a file become events, as a properties file in UTF-8 says it.
 *
 * <p>A key is a field of the event, its value a {@link Template} of the row: {@code user_id =
 * customer-{Customer ID}}, {@code event_type = purchase}, {@code brand = {brand|unknown}}. A field
 * without a key is null; {@code event_id}, {@code user_id}, {@code event_type} and {@code event_ts}
 * must have one. Besides {@code price} may be {@code revenue / quantity}: the amount of the revenue
 * through the quantity, rounded half up to the cent, or undivided where the quantity is 0.
 *
 * <p>Further keys, all optional: {@code timestamp.format} ({@code iso}, {@code epoch_seconds},
 * {@code epoch_millis}, {@code epoch_micros} or a Java pattern), {@code timestamp.zone} ({@code
 * UTC}), {@code money.rounding} ({@code exact}: an amount with more than two decimals is a bad row;
 * or {@code half_up}), {@code csv.delimiter} ({@code ,}, or {@code tab}), {@code csv.charset}
 * ({@code UTF-8}).
 */
final class EventMapping {

  private static final String READY_FOLDER = "/mappings/";
  private static final String READY_ENDING = ".properties";
  private static final List<String> REQUIRED =
      List.of("event_id", "user_id", "event_type", "event_ts");
  private static final Set<String> SETTINGS =
      Set.of(
          "timestamp.format", "timestamp.zone", "money.rounding", "csv.delimiter", "csv.charset");
  private static final Set<String> FIELDS =
      EventContract.schema().getFields().stream()
          .map(Schema.Field::name)
          .collect(Collectors.toUnmodifiableSet());

  private final String name;
  private final Map<String, String> entries;

  private EventMapping(String name, Map<String, String> entries) {
    this.name = name;
    this.entries = entries;
  }

  /**
   * The mapping in this file or, where there is no such file, the ready one of this name.
   *
   * @throws UserError if there is neither, or a key or a value in it is wrong
   */
  static EventMapping load(String fileOrName) throws IOException {
    Path file = Path.of(fileOrName);
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        return read(fileOrName, reader);
      }
    }
    try (InputStream ready =
        EventMapping.class.getResourceAsStream(READY_FOLDER + fileOrName + READY_ENDING)) {
      if (ready == null) {
        throw new UserError(
            ExitCode.USAGE,
            "there is no mapping " + fileOrName,
            "it is neither a file nor the name of a ready mapping (complete-journey)",
            "Correct --mapping");
      }
      return read(fileOrName, new InputStreamReader(ready, StandardCharsets.UTF_8));
    }
  }

  static EventMapping read(String name, Reader reader) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw wrong(name, e.getMessage(), "Correct it; a backslash must be doubled");
    }
    Map<String, String> entries = new TreeMap<>();
    properties.forEach((key, value) -> entries.put(key.toString(), value.toString().strip()));
    EventMapping mapping = new EventMapping(name, entries);
    mapping.check();
    return mapping;
  }

  /** The template of this field, null if the mapping leaves it out. */
  @Nullable String template(String field) {
    return entries.get(field);
  }

  TimeReader timeReader() {
    try {
      ZoneId zone = ZoneId.of(setting("timestamp.zone", "UTC"));
      return new TimeReader(zone, setting("timestamp.format", "iso"));
    } catch (RuntimeException e) {
      throw wrong(name, e.getMessage(), "Correct timestamp.zone or timestamp.format");
    }
  }

  RoundingMode moneyRounding() {
    String rounding = setting("money.rounding", "exact");
    return switch (rounding) {
      case "exact" -> RoundingMode.UNNECESSARY;
      case "half_up" -> RoundingMode.HALF_UP;
      default ->
          throw wrong(
              name, "money.rounding is '" + rounding + "'", "Set it to exact or to half_up");
    };
  }

  CsvSettings csv() {
    String delimiter = setting("csv.delimiter", ",");
    String charset = setting("csv.charset", "UTF-8");
    if (delimiter.equals("tab")) {
      delimiter = "\t";
    }
    if (delimiter.length() != 1) {
      throw wrong(
          name, "csv.delimiter is '" + delimiter + "'", "Set it to one character, or to tab");
    }
    try {
      return new CsvSettings(delimiter.charAt(0), Charset.forName(charset));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "csv.charset is '" + charset + "'", "Set it to UTF-8, or another charset");
    }
  }

  private String setting(String key, String otherwise) {
    return entries.getOrDefault(key, otherwise);
  }

  private void check() {
    for (String key : entries.keySet()) {
      if (!FIELDS.contains(key) && !SETTINGS.contains(key)) {
        throw wrong(
            name, "'" + key + "' is no key", "Use one of these: " + String.join(", ", known()));
      }
    }
    for (String field : REQUIRED) {
      if (entries.getOrDefault(field, "").isEmpty()) {
        throw wrong(name, field + " is missing", "Add a line: " + field + " = {column}");
      }
    }
    csv();
    timeReader();
    moneyRounding();
  }

  private static List<String> known() {
    return Stream.concat(FIELDS.stream(), SETTINGS.stream()).sorted().toList();
  }

  private static UserError wrong(String name, @Nullable String why, String remedy) {
    return new UserError(
        ExitCode.USAGE, "the mapping " + name + " is wrong", String.valueOf(why), remedy);
  }
}
