package io.retaillake.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.AbstractDoubleAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/** The numbers that others have computed, in {@code src/test/resources/reference}. */
public final class References {

  private References() {}

  public static JsonNode json(String name) {
    try (InputStream file = open(name)) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> lines(String name) {
    try (InputStream file = open(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts that a value is right to a part of its size. */
  public static AbstractDoubleAssert<?> assertClose(double value, double truth, double relative) {
    return Assertions.assertThat(value).isCloseTo(truth, Offset.offset(relative * Math.abs(truth)));
  }

  private static InputStream open(String name) {
    InputStream file = References.class.getResourceAsStream("/reference/" + name);
    if (file == null) {
      throw new IllegalArgumentException("no reference " + name);
    }
    return file;
  }
}
