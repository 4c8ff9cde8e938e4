package io.retaillake.models.segments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What segments are called, by where their centres lie. Each name is given once.
 *
 * <p>The rule: the centre with the highest 12-month value are the VIP Champions. Each of the four
 * other names has a profile, a direction in the standardised features; how well it fits a centre is
 * their scalar product. The names go to the centres so that the sum of fits is highest. If there
 * are more centres than names, those left over are Promising, Occasional and Low-Value Customers in
 * the order of their value, and Other Customers with a number after that.
 */
final class SegmentNames {

  static final String BEST = "VIP Champions";

  private static final List<Profile> PROFILES =
      List.of(
          // recency, frequency, monetary value, value of 12 months, alive
          new Profile("Loyal Customers", -0.5, 1, 0, 0.5, 1),
          new Profile("At-Risk Customers", 0.5, 0.5, 0, 0, -1.5),
          new Profile("Dormant Customers", 1.5, -0.5, 0, -0.5, 0),
          new Profile("New Customers", -1, -1, 0, 0, 0.5));

  private static final List<String> FURTHER =
      List.of("Promising Customers", "Occasional Customers", "Low-Value Customers");

  private SegmentNames() {}

  private record Profile(
      String name,
      double recency,
      double frequency,
      double monetaryValue,
      double clv,
      double alive) {

    double fit(double[] centre) {
      double[] direction = {recency, frequency, monetaryValue, clv, alive};
      double product = 0;
      double length = 0;
      for (int d = 0; d < direction.length; d++) {
        product += direction[d] * centre[d];
        length += direction[d] * direction[d];
      }
      return product / Math.sqrt(length);
    }
  }

  /** The names of centres, which are standardised, in their order. */
  static List<String> of(double[][] centres) {
    String[] names = new String[centres.length];
    List<Integer> byValue = new ArrayList<>();
    for (int c = 0; c < centres.length; c++) {
      byValue.add(c);
    }
    byValue.sort(
        Comparator.comparingDouble((Integer c) -> -centres[c][SegmentFeatures.CLV])
            .thenComparing(c -> c));
    names[byValue.remove(0)] = BEST;

    int[] given = new Assignment(centres, byValue).best();
    int further = 0;
    for (int i = 0; i < byValue.size(); i++) {
      names[byValue.get(i)] =
          given[i] < PROFILES.size() ? PROFILES.get(given[i]).name() : further(further++);
    }
    return List.of(names);
  }

  private static String further(int number) {
    return number < FURTHER.size()
        ? FURTHER.get(number)
        : "Other Customers " + (number - FURTHER.size() + 1);
  }

  /** Tries all ways to give the profiles to the centres; there are few. */
  private static final class Assignment {
    private final double[][] centres;
    private final List<Integer> open;
    private final int[] current;
    private final boolean[] taken = new boolean[PROFILES.size()];
    private int[] best;
    private double most = Double.NEGATIVE_INFINITY;

    Assignment(double[][] centres, List<Integer> open) {
      this.centres = centres;
      this.open = open;
      this.current = new int[open.size()];
    }

    /** For each open centre the number of its profile, or the number of profiles for none. */
    int[] best() {
      search(0, 0, Math.max(0, open.size() - PROFILES.size()));
      return best;
    }

    private void search(int position, double fit, int mayStayNameless) {
      if (position == open.size()) {
        if (fit > most) {
          most = fit;
          best = Arrays.copyOf(current, current.length);
        }
        return;
      }
      for (int p = 0; p < PROFILES.size(); p++) {
        if (!taken[p]) {
          taken[p] = true;
          current[position] = p;
          double more = PROFILES.get(p).fit(centres[open.get(position)]);
          search(position + 1, fit + more, mayStayNameless);
          taken[p] = false;
        }
      }
      if (mayStayNameless > 0) {
        current[position] = PROFILES.size();
        search(position + 1, fit, mayStayNameless - 1);
      }
    }
  }
}
