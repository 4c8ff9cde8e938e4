package io.retaillake.models.segments;

import java.util.List;

/**
 * What segments are made from, one value a customer: column by column, all of one length.
 *
 * @param recency the time since the last purchase, in any unit
 * @param frequency how often the customer bought
 * @param monetaryValue what it paid: a mean or a sum
 * @param clv12m the value of its next twelve months
 * @param probAlive the probability that it will buy again
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
public record SegmentFeatures(
    double[] recency,
    double[] frequency,
    double[] monetaryValue,
    double[] clv12m,
    double[] probAlive) {

  /** The features' names, in the order of every vector of them. */
  public static final List<String> NAMES =
      List.of("recency", "frequency", "monetary_value", "clv_12m", "prob_alive");

  static final int RECENCY = 0;
  static final int FREQUENCY = 1;
  static final int CLV = 3;
  static final int ALIVE = 4;

  Points points() {
    return Points.ofColumns(new double[][] {recency, frequency, monetaryValue, clv12m, probAlive});
  }
}
