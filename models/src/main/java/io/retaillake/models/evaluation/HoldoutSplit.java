package io.retaillake.models.evaluation;

import io.retaillake.models.ModelException;
import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.SpendingHistories;
import io.retaillake.models.value.TimeUnit;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Purchases, split in time: the histories until the calibration's end, and what the same customers
 * did from then until the observation's end.
 *
 * <p>All that a customer buys on a day is one purchase, as in the Python package lifetimes: the
 * frequency is the number of days with a purchase, less the first. Customers who came after the
 * calibration's end are no part of it.
 */
public final class HoldoutSplit {

  private final LocalDate calibrationEnd;
  private final LocalDate observationEnd;
  private final TimeUnit unit;
  private final List<Customer> customers;
  private final long leftOut;

  private HoldoutSplit(
      LocalDate calibrationEnd,
      LocalDate observationEnd,
      TimeUnit unit,
      List<Customer> customers,
      long leftOut) {
    this.calibrationEnd = calibrationEnd;
    this.observationEnd = observationEnd;
    this.unit = unit;
    this.customers = customers;
    this.leftOut = leftOut;
  }

  /**
   * A customer of the calibration.
   *
   * @param id who it is
   * @param frequency its repeat purchases until the calibration's end
   * @param recency the time from its first purchase to its last one before that end
   * @param age the time from its first purchase to that end
   * @param meanValue the mean amount of its repeat purchases; 0 if it has none
   * @param revenue all that it paid until that end, the first purchase among it
   * @param holdoutPurchases how often it bought from then on
   * @param holdoutRevenue what it paid then
   */
  public record Customer(
      String id,
      double frequency,
      double recency,
      double age,
      double meanValue,
      double revenue,
      double holdoutPurchases,
      double holdoutRevenue) {}

  /**
   * Splits purchases.
   *
   * @param calibrationEnd the last day of the calibration
   * @param observationEnd the last day that is looked at; later purchases are left out
   * @throws ModelException if the days are not in order, or nobody bought in the calibration
   */
  public static HoldoutSplit of(
      Collection<Purchase> purchases,
      LocalDate calibrationEnd,
      LocalDate observationEnd,
      TimeUnit unit) {
    if (!calibrationEnd.isBefore(observationEnd)) {
      throw ModelException.wrongSetting(
          "the calibration ends on %s and the observation on %s"
              .formatted(calibrationEnd, observationEnd),
          "what comes after the calibration is what the forecast is held against",
          "Give an end of the observation that is later");
    }
    Map<String, NavigableMap<LocalDate, Double>> days = new TreeMap<>();
    long leftOut = 0;
    for (Purchase purchase : purchases) {
      if (purchase.date().isAfter(observationEnd)) {
        leftOut++;
      } else {
        days.computeIfAbsent(purchase.customer(), id -> new TreeMap<>())
            .merge(purchase.date(), purchase.value(), Double::sum);
      }
    }
    List<Customer> customers =
        days.entrySet().stream()
            .filter(customer -> !customer.getValue().firstKey().isAfter(calibrationEnd))
            .map(customer -> customer(customer.getKey(), customer.getValue(), calibrationEnd, unit))
            .toList();
    if (customers.isEmpty()) {
      throw ModelException.badData(
          "no customer bought until " + calibrationEnd,
          "the model is fitted to purchases until the calibration's end",
          "Give a later end of the calibration, or earlier purchases");
    }
    return new HoldoutSplit(calibrationEnd, observationEnd, unit, customers, leftOut);
  }

  private static Customer customer(
      String id, NavigableMap<LocalDate, Double> days, LocalDate calibrationEnd, TimeUnit unit) {
    Map<LocalDate, Double> before = days.headMap(calibrationEnd, true);
    Map<LocalDate, Double> after = days.tailMap(calibrationEnd, false);
    LocalDate first = days.firstKey();
    LocalDate last = days.floorKey(calibrationEnd);
    int frequency = before.size() - 1;
    double revenue = sum(before);
    double repeatRevenue = sum(days.subMap(first, false, calibrationEnd, true));
    return new Customer(
        id,
        frequency,
        time(first, last, unit),
        time(first, calibrationEnd, unit),
        frequency == 0 ? 0 : repeatRevenue / frequency,
        revenue,
        after.size(),
        sum(after));
  }

  private static double sum(Map<LocalDate, Double> days) {
    return days.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double time(LocalDate from, LocalDate to, TimeUnit unit) {
    return (double) ChronoUnit.DAYS.between(from, to) / unit.days();
  }

  /** The customers of the calibration, in the order of their ids. */
  public List<Customer> customers() {
    return customers;
  }

  public LocalDate calibrationEnd() {
    return calibrationEnd;
  }

  public LocalDate observationEnd() {
    return observationEnd;
  }

  public TimeUnit unit() {
    return unit;
  }

  /** The purchases after the observation's end, which are no part of this. */
  public long leftOut() {
    return leftOut;
  }

  /** The holdout's length, in the unit. */
  public double holdoutTime() {
    return time(calibrationEnd, observationEnd, unit);
  }

  /** The histories to fit to. */
  public PurchaseHistories histories() {
    return PurchaseHistories.of(
        column(Customer::frequency), column(Customer::recency), column(Customer::age));
  }

  /** The amounts to fit to. */
  public SpendingHistories spending() {
    return SpendingHistories.of(column(Customer::frequency), column(Customer::meanValue));
  }

  /** One property of all customers, in their order. */
  public double[] column(ToDoubleFunction<Customer> property) {
    return customers.stream().mapToDouble(property).toArray();
  }
}
