package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Arm;
import java.math.BigDecimal;

/** What customers brought during the test. */
interface Outcomes {

  /** The customer's revenue during the test, USD; empty or zero means that nothing was bought. */
  BigDecimal revenue(String customer, Arm arm);

  /** Where the outcomes are from, for whoever reads the results. */
  String shown(Participants participants);
}
