package io.retaillake.transforms.admission;

import com.google.auto.value.AutoValue;
import io.retaillake.transforms.windows.RevenueSum;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums what was bought and returned in a frame, by window and category: partial sums, so that the
 * shuffle before the windows carries few elements. Each keeps its least event time, which lies in
 * its window. Not thread-safe.
 */
final class Sales {

  private final Map<Key, Partial> partials = new HashMap<>();

  void add(
      long windowStartMillis,
      long eventMillis,
      String category,
      long revenueCents,
      boolean purchase) {
    partials
        .computeIfAbsent(Key.of(windowStartMillis, category), key -> new Partial(eventMillis))
        .add(eventMillis, revenueCents, purchase);
  }

  /** Hands each partial sum, with its category and its time, to the receiver; then forgets all. */
  void drainTo(Receiver receiver) {
    partials.forEach(
        (key, partial) ->
            receiver.receive(
                key.category(),
                partial.leastEventMillis,
                RevenueSum.of(partial.revenueCents, partial.purchases, partial.events)));
    partials.clear();
  }

  /** Takes partial sums. */
  interface Receiver {
    void receive(String category, long eventMillis, RevenueSum sum);
  }

  @AutoValue
  abstract static class Key {
    abstract long windowStartMillis();

    abstract String category();

    static Key of(long windowStartMillis, String category) {
      return new AutoValue_Sales_Key(windowStartMillis, category);
    }
  }

  private static final class Partial {
    private long leastEventMillis;
    private long revenueCents;
    private long purchases;
    private long events;

    Partial(long eventMillis) {
      leastEventMillis = eventMillis;
    }

    void add(long eventMillis, long cents, boolean purchase) {
      leastEventMillis = Math.min(leastEventMillis, eventMillis);
      revenueCents += cents;
      purchases += purchase ? 1 : 0;
      events++;
    }
  }
}
