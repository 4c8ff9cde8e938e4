package io.retaillake.pipelines.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One crash, planned: how, from which moment on, and from what the stream starts again after it.
 *
 * @param call at which call of the fault's halt point, counted from the moment on
 * @param delayMillis how long after the moment a kill comes
 */
record Crash(int number, Fault fault, Moment moment, int call, int delayMillis, Restart restart) {

  private static final int MOST_DELAY_MILLIS = 1_500;
  private static final int MOST_DELAY_FROM_START_MILLIS = 10_000;

  /**
   * So many crashes, drawn from a seed. Four have every fault, three every restart, twelve every
   * fault with every restart. The first ones strike after a checkpoint, so that there is one to go
   * back to. The last one is followed by the last checkpoint: a start from the ledger counts
   * windows again, and could mend what went wrong before it.
   */
  static List<Crash> plan(int crashes, long seed) {
    Random random = new Random(seed);
    Fault[] faults = Fault.values();
    Restart[] restarts = Restart.values();
    Moment[] moments = Moment.values();
    List<Crash> plan = new ArrayList<>();
    for (int i = 0; i < crashes; i++) {
      Fault fault = faults[i % faults.length];
      Moment moment =
          i < restarts.length ? Moment.CHECKPOINTED : moments[random.nextInt(moments.length)];
      int mostCalls = fault.haltPoint().map(Fault.HaltPoint::mostCalls).orElse(1);
      int mostDelay = moment == Moment.STARTING ? MOST_DELAY_FROM_START_MILLIS : MOST_DELAY_MILLIS;
      plan.add(
          new Crash(
              i + 1,
              fault,
              moment,
              1 + random.nextInt(mostCalls),
              random.nextInt(mostDelay),
              i == crashes - 1 ? Restart.LAST_CHECKPOINT : restarts[i % restarts.length]));
    }
    return plan;
  }
}
