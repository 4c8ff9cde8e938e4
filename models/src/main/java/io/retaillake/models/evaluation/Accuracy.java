package io.retaillake.models.evaluation;

import io.retaillake.models.value.ValueRanking;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a forecast was from what happened.
 *
 * @param name of the forecaster
 * @param method how it comes to its figures
 * @param predictedTotal the purchases that it expected of all customers
 * @param actualTotal the purchases that they made
 * @param mae the mean absolute error a customer
 * @param rmse the root of the mean squared error a customer
 * @param byFrequency means by how often customers had bought before
 * @param topRevenueShare what part of the holdout's revenue came from the 20% of customers of whom
 *     it expected most; NaN if there was no revenue. Whoever ranks at random gets 0.2
 */
public record Accuracy(
    String name,
    String method,
    double predictedTotal,
    double actualTotal,
    double mae,
    double rmse,
    List<FrequencyClass> byFrequency,
    double topRevenueShare) {

  /** Who has bought more often than this is in one class. */
  private static final int LAST_CLASS = 7;

  /**
   * Customers with one frequency.
   *
   * @param frequency from 0, or the last class: {@value #LAST_CLASS} and more
   * @param customers how many they are
   * @param actualMean how often they bought in the holdout, a customer
   * @param predictedMean how often they were expected to
   */
  public record FrequencyClass(
      String frequency, int customers, double actualMean, double predictedMean) {}

  static Accuracy of(HoldoutSplit split, Forecast forecast) {
    double[] actual = split.column(HoldoutSplit.Customer::holdoutPurchases);
    double predictedTotal = 0;
    double actualTotal = 0;
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = forecast.purchases()[i] - actual[i];
      predictedTotal += forecast.purchases()[i];
      actualTotal += actual[i];
      absolute += Math.abs(error);
      squared += error * error;
    }
    return new Accuracy(
        forecast.name(),
        forecast.method(),
        predictedTotal,
        actualTotal,
        absolute / actual.length,
        Math.sqrt(squared / actual.length),
        classes(split, forecast, actual),
        ValueRanking.of(forecast.revenue())
            .topShare(split.column(HoldoutSplit.Customer::holdoutRevenue)));
  }

  private static List<FrequencyClass> classes(
      HoldoutSplit split, Forecast forecast, double[] actual) {
    double[] actualSums = new double[LAST_CLASS + 1];
    double[] predictedSums = new double[LAST_CLASS + 1];
    int[] customers = new int[LAST_CLASS + 1];
    for (int i = 0; i < actual.length; i++) {
      int own = (int) Math.min(LAST_CLASS, split.customers().get(i).frequency());
      customers[own]++;
      actualSums[own] += actual[i];
      predictedSums[own] += forecast.purchases()[i];
    }
    List<FrequencyClass> classes = new ArrayList<>();
    for (int i = 0; i <= LAST_CLASS; i++) {
      if (customers[i] > 0) {
        classes.add(
            new FrequencyClass(
                i == LAST_CLASS ? LAST_CLASS + "+" : String.valueOf(i),
                customers[i],
                actualSums[i] / customers[i],
                predictedSums[i] / customers[i]));
      }
    }
    return List.copyOf(classes);
  }
}
