package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.RetailEvent;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Topics with everything in them that can go wrong: events out of order, late, too late and behind
 * the deduplication horizon, retries with the same and with another time, records that can't be
 * read, offsets left out.
 */
public final class Topics {

  /** By how many seconds time goes on between two records. */
  private static final long[] STEPS = {
    0, 0, 0, 0, 1, 1, 1, 3, 3, 10, 10, 20, 40, 70, 3_600, 86_400, 700_000
  };

  private static final int STEPS_OF_MINUTES = 14;

  /** By how many seconds an event lies behind its record. */
  private static final double[] LAGS = {0, 0, 0, 0, 0, 1.5, 2, 5, 30, 64, 67, 90, 86_400};

  private Topics() {}

  /** The records of one to four partitions, each in order; time leaps now and then. */
  public static Arbitrary<List<List<TopicRecord>>> any() {
    return partition(STEPS.length - 1, 30).list().ofMinSize(1).ofMaxSize(4);
  }

  /** As {@link #any()}, but in a few minutes: partitions share their windows. */
  public static Arbitrary<List<List<TopicRecord>>> ofMinutes() {
    return partition(STEPS_OF_MINUTES - 1, 100).list().ofMinSize(2).ofMaxSize(4);
  }

  private static Arbitrary<List<TopicRecord>> partition(int longestStep, int ids) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(0, longestStep),
            Arbitraries.integers().between(0, LAGS.length - 1),
            Arbitraries.integers().between(0, ids),
            Arbitraries.integers().between(1, 500),
            Arbitraries.of(0, 0, 0, 0, 0, 0, 0, 1, 3))
        .as(Draft::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(Topics::records);
  }

  private static List<TopicRecord> records(List<Draft> drafts) {
    List<TopicRecord> records = new ArrayList<>();
    long offset = 0;
    double clock = 0;
    for (Draft draft : drafts) {
      clock += STEPS[draft.step];
      offset += draft.skippedOffsets;
      records.add(new TopicRecord(offset++, value(draft, clock - LAGS[draft.lag], records)));
    }
    return records;
  }

  private static byte[] value(Draft draft, double seconds, List<TopicRecord> before) {
    String category = draft.cents % 2 == 0 ? "toys" : "books";
    // White space around an id does not make it another one.
    String id = (draft.cents % 5 == 0 ? " e" : "e") + draft.id;
    if (draft.kind < 45) {
      return Records.bytes(Records.purchase(id, seconds, category, draft.cents));
    }
    if (draft.kind < 55) {
      return Records.bytes(Records.returned(id, seconds, category, draft.cents));
    }
    if (draft.kind < 70) {
      return Records.bytes(Records.view(id, seconds));
    }
    if (draft.kind < 85 && !before.isEmpty()) {
      return before.get(draft.id % before.size()).value();
    }
    if (draft.kind < 90) {
      RetailEvent nobody = Records.view(id, seconds).toBuilder().setUserId(" ").build();
      return Records.bytes(nobody);
    }
    return draft.kind < 95 ? Records.garbage() : null;
  }

  private record Draft(int kind, int step, int lag, int id, int cents, int skippedOffsets) {}
}
