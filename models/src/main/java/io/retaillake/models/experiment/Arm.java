package io.retaillake.models.experiment;

import java.util.Locale;

/** What happens to a customer of the experiment. */
public enum Arm {
  /** Gets nothing. */
  CONTROL,
  /** Gets the offer. */
  TREATMENT,
  /** Drawn for the treatment, but kept back: a second control, drawn on the treatment's side. */
  HOLDOUT;

  /** As tables hold it: {@code control}. */
  public String columnValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether customers of this arm get the offer. */
  public boolean exposed() {
    return this == TREATMENT;
  }
}
