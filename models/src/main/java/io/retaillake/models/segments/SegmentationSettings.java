package io.retaillake.models.segments;

import io.retaillake.models.ModelException;

/**
 * How to look for segments.
 *
 * @param fewest the least number of segments to try, 2 or more
 * @param most the largest number to try
 * @param seed of everything that is drawn
 * @param starts how often K-Means starts for each number
 * @param init where it starts
 */
public record SegmentationSettings(int fewest, int most, long seed, int starts, Init init) {

  private static final int MOST_SEGMENTS = 100;

  /** Where K-Means starts. */
  public enum Init {
    /** At points that are drawn far from each other. */
    PLUS_PLUS,
    /** At the first rows as they came, once: to compare with other programs. */
    FIRST_ROWS
  }

  /** 2 to 8 segments, ten starts by k-means++. */
  public static SegmentationSettings defaults() {
    return new SegmentationSettings(2, 8, 42, 10, Init.PLUS_PLUS);
  }

  /** Checks the ranges. */
  public SegmentationSettings {
    if (fewest < 2 || most < fewest || most > MOST_SEGMENTS) {
      throw ModelException.wrongSetting(
          "K is asked for from " + fewest + " to " + most,
          "there can be 2 to " + MOST_SEGMENTS + " segments, the smaller number first",
          "Give one number, such as 5, or a range, such as 2..8");
    }
    if (starts < 1) {
      throw ModelException.wrongSetting(
          "K-Means is asked to start " + starts + " times",
          "it has to start at least once",
          "Give 1 or more; 10 is usual");
    }
  }
}
