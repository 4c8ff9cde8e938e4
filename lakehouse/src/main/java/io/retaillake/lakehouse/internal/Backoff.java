package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import java.util.concurrent.ThreadLocalRandom;

/** Waits a little longer, and by chance, each time another writer was faster. */
public final class Backoff {
  private static final int MOST_ATTEMPTS = 1000;
  private static final int LONGEST_MILLIS = 250;

  private final String table;
  private int attempts;

  public Backoff(String table) {
    this.table = table;
  }

  /**
   * Waits before the next attempt.
   *
   * @throws LakehouseException COMMIT_CONFLICT if there have been a thousand attempts, or the
   *     thread was interrupted
   */
  public void pause() {
    attempts++;
    if (attempts >= MOST_ATTEMPTS) {
      throw gaveUp("Other writers were faster " + attempts + " times in a row.", null);
    }
    long longest = Math.min(LONGEST_MILLIS, 4L << Math.min(attempts, 6));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, longest + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gaveUp("The writer was interrupted.", e);
    }
  }

  private LakehouseException gaveUp(String why, Exception cause) {
    return new LakehouseException(
        Problem.COMMIT_CONFLICT,
        "A commit to " + table + " was given up.",
        why,
        "Run again; if it persists, let fewer writers commit, or let them commit less often.",
        cause);
  }
}
