package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.admission.Arrival;

/**
 * Chooses the fate of each event so that the late ones keep to their share all along.
 *
 * <p>Not every attempt to be late succeeds: when a partition's next event comes long after, there
 * is nothing to be a little late for. So fates are drawn with a probability that rises while there
 * are too few and falls while there are too many.
 */
final class FateSteering {

  /** The part of the late events that are meant to come while their window can be corrected. */
  private static final double STILL_IN_TIME = 0.35;

  private static final double OVERTAKEN_SHARE = 0.03;
  private static final double EVENTS_TO_CATCH_UP = 25;
  private static final double MOST_OFTEN = 0.6;

  private final double lateShare;
  private final SeededRandom random;
  private long events;
  private long late;
  private long tooLate;

  FateSteering(double lateShare, SeededRandom random) {
    this.lateShare = lateShare;
    this.random = random;
  }

  /** The fate of the next event; it counts as met until the event {@link #came}. */
  Fate next() {
    events++;
    double draw = random.uniform();
    double missingLate = STILL_IN_TIME * lateShare * events - late;
    double lateOften = often(STILL_IN_TIME * lateShare, missingLate);
    if (draw < lateOften) {
      late++;
      return Fate.LATE;
    }
    double missing = lateShare * events - late - tooLate;
    double hopedFor = Math.max(0, Math.min(missingLate, EVENTS_TO_CATCH_UP));
    double tooLateOften = often((1 - STILL_IN_TIME) * lateShare, missing - hopedFor);
    if (draw < lateOften + tooLateOften) {
      tooLate++;
      return Fate.TOO_LATE;
    }
    return draw > 1 - OVERTAKEN_SHARE ? Fate.OVERTAKEN : Fate.PROMPT;
  }

  /** Says how an event that was given a fate has really come. */
  void came(Fate fate, Arrival arrival) {
    if (fate == Fate.LATE) {
      late--;
    } else if (fate == Fate.TOO_LATE) {
      tooLate--;
    }
    if (arrival == Arrival.LATE) {
      late++;
    } else if (arrival == Arrival.TOO_LATE) {
      tooLate++;
    }
  }

  private static double often(double share, double missing) {
    double often = share == 0 ? 0 : share + missing / EVENTS_TO_CATCH_UP;
    return Math.max(0, Math.min(often, MOST_OFTEN));
  }
}
