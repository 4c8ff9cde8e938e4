package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Arm;
import java.math.BigDecimal;

/**
 * A customer of the experiment and what came of it.
 *
 * @param revenue during the test, USD
 * @param revenueBefore before the test, USD
 */
record Participant(
    String customer, String stratum, Arm arm, BigDecimal revenue, BigDecimal revenueBefore) {

  /** Whether the customer bought during the test. */
  boolean converted() {
    return revenue.signum() > 0;
  }
}
