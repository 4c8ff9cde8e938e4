package io.retaillake.pipelines.simulate;

import java.math.BigDecimal;

/**
 * What a simulation has made so far.
 *
 * @param records everything: events, duplicates and malformed records
 * @param events distinct well-formed events
 * @param purchases events that are purchases
 * @param returns events that are returns
 * @param revenueCents the sum of the events' revenue in US cents, returns taken off
 * @param late events behind their partition's watermark whose window could still be corrected
 * @param tooLate events behind it whose window was closed for good
 * @param duplicates well-formed records that repeat an event
 * @param malformed records that can't be accepted
 */
public record SimulationReport(
    long records,
    long events,
    long purchases,
    long returns,
    long revenueCents,
    long late,
    long tooLate,
    long duplicates,
    long malformed) {

  /** The part of the events that came late or too late; 0 if there are none. */
  public double lateShare() {
    return events == 0 ? 0 : (double) (late + tooLate) / events;
  }

  /** The revenue in USD, with two decimals. */
  public BigDecimal revenueUsd() {
    return BigDecimal.valueOf(revenueCents, 2);
  }
}
