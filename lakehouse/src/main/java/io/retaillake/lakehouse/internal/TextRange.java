package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.DataFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Between which values a STRING column of a file lies, by its statistics, in the order of their
 * UTF-8 bytes as Parquet and Delta have it. What the statistics don't tell is no bound.
 */
public final class TextRange {
  private final Optional<byte[]> least;
  private final Optional<byte[]> greatest;

  private TextRange(Optional<String> least, Optional<String> greatest) {
    this.least = least.map(TextRange::bytes);
    this.greatest = greatest.map(TextRange::bytes);
  }

  public static TextRange of(DataFile file, String column) {
    return new TextRange(
        StatisticsJson.leastText(file.statistics(), column),
        StatisticsJson.greatestText(file.statistics(), column));
  }

  /** False if no row of the file has this value. */
  public boolean mayHold(String value) {
    byte[] bytes = bytes(value);
    return least.map(bound -> Arrays.compareUnsigned(bound, bytes) <= 0).orElse(true)
        && greatest.map(bound -> Arrays.compareUnsigned(bytes, bound) <= 0).orElse(true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
