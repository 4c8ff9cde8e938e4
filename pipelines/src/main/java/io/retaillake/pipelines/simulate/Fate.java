package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.admission.Arrival;

/** What is meant to happen to an event on its way to the topic. */
enum Fate {
  /** It goes out at once. */
  PROMPT,
  /** It is overtaken, but by so little that it is still on time. */
  OVERTAKEN,
  /** It falls behind the watermark, within its window's allowed lateness. */
  LATE,
  /** Its window is closed for good when it comes. */
  TOO_LATE;

  /** Whether an event with this verdict on it has met its fate. */
  boolean isMetBy(Arrival arrival) {
    return switch (this) {
      case PROMPT, OVERTAKEN -> arrival == Arrival.ON_TIME;
      case LATE -> arrival == Arrival.LATE;
      case TOO_LATE -> arrival == Arrival.TOO_LATE;
    };
  }
}
