package io.retaillake.pipelines.activation;

import java.math.BigDecimal;
import java.time.Instant;

/** A customer as a CRM takes it. */
record PublishedCustomer(
    String userId,
    int segmentId,
    String segment,
    String tier,
    BigDecimal clv,
    double probAlive,
    Instant asOf) {

  /**
   * What a CRM would notice if it changed. The as-of time alone is no change: with it, every
   * customer would be published every day.
   */
  String fingerprint() {
    return segmentId + "|" + segment + "|" + tier + "|" + clv + "|" + probAlive;
  }
}
