package io.retaillake.transforms.admission;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * Why a record went to quarantine: the step that refused it and a reason that a person can act on.
 */
@AutoValue
public abstract class Rejection implements Serializable {

  /** The step that refused the record: {@code decode}, {@code validate} or {@code deduplicate}. */
  public abstract String step();

  public abstract String reason();

  public static Rejection of(String step, String reason) {
    return new AutoValue_Rejection(step, reason);
  }
}
