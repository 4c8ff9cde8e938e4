package io.retaillake.pipelines.simulate;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * All customers of a seed: the same ones, with the same lives, however often they are asked for.
 *
 * <p>Each kind has its exact share of the customers, in an order drawn from the seed.
 */
final class Customers {

  /** A customer's purchases in the 65 weeks, on average; other choices of seed differ by 2%. */
  private static final double MEAN_PURCHASES = 5.08;

  private static final long ORDER_OF_KINDS = -1;

  private final int count;
  private final long seed;
  private final double visitsPerGap;

  /**
   * @param count how many
   * @param events how many events they make together, which decides how much they browse
   */
  Customers(int count, long events, long seed) {
    this.count = count;
    this.seed = seed;
    double eventsEach = (double) events / count;
    double aroundPurchases = MEAN_PURCHASES * (1 + Visit.MEAN_AROUND_PURCHASE);
    double gaps = MEAN_PURCHASES + 1;
    this.visitsPerGap = Math.max(0, (eventsEach - aroundPurchases) / (gaps * Visit.MEAN_BROWSING));
  }

  /** Hands over every customer in turn, at the start of its life. */
  void forEach(Consumer<Customer> action) {
    SeededRandom random = new SeededRandom(SeededRandom.seed(seed, ORDER_OF_KINDS));
    int[] left = countsByKind();
    for (int index = 0; index < count; index++) {
      int place = random.below(count - index);
      int kind = 0;
      while (place >= left[kind]) {
        place -= left[kind++];
      }
      left[kind]--;
      action.accept(new Customer(index, KINDS[kind], visitsPerGap, seed));
    }
  }

  private static final CustomerKind[] KINDS = CustomerKind.values();

  private int[] countsByKind() {
    int[] counts = new int[KINDS.length];
    double share = 0;
    int given = 0;
    for (int kind = 0; kind < KINDS.length; kind++) {
      share += KINDS[kind].share();
      counts[kind] = (int) Math.round(share * count) - given;
      given += counts[kind];
    }
    return counts;
  }

  /** Everyone's visits in order of time; holds the customers who will come again, and no more. */
  Iterator<Visit> visits() {
    PriorityQueue<Customer> byNextVisit =
        new PriorityQueue<>(count, Comparator.comparingDouble(Customer::nextVisitAt));
    forEach(byNextVisit::add);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !byNextVisit.isEmpty();
      }

      @Override
      public Visit next() {
        Customer customer = byNextVisit.poll();
        if (customer == null) {
          throw new NoSuchElementException();
        }
        Visit visit = customer.nextVisit();
        if (customer.comesAgain()) {
          byNextVisit.add(customer);
        }
        return visit;
      }
    };
  }
}
