package io.retaillake.transforms.features;

/** What customers are ranked by; more is better. */
enum Measure {
  /** Time of the last purchase, microseconds; before all times without a purchase. */
  RECENCY,
  /** Purchases. */
  FREQUENCY,
  /** Money of all purchases, US cents. */
  MONETARY
}
