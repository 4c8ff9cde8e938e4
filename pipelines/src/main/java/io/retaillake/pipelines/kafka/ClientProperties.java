package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Kafka client properties from a file, as Kafka's own tools take them. */
public final class ClientProperties {

  private ClientProperties() {}

  /**
   * The properties in the file; none if no file is named. A value may stand elsewhere, as Kafka's
   * configuration providers have it: {@code ${env:KAFKA_PASSWORD}} is looked up by the client that
   * is made of the properties, so that no secret is in them.
   *
   * @param option the option that names the file
   * @throws UserError if the file can't be read
   */
  public static Map<String, String> load(String option, @Nullable Path file) {
    if (file == null) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          ExitCode.IO,
          "the Kafka client properties can't be read from " + file,
          e.toString(),
          "Correct " + option,
          e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }
}
