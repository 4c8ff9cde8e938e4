package io.retaillake.models.segments;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How many clusters to take, and why.
 *
 * <p>The rule: the K whose silhouette is highest; of equal ones the smallest. The elbow of the
 * inertia is shown beside it as a second opinion: the K that lies farthest below the straight line
 * from the first to the last, with both axes from 0 to 1.
 *
 * @param k the number chosen
 * @param elbow the number at the elbow; empty if fewer than three were tried
 * @param explanation of the choice, in sentences
 */
public record ChoiceOfK(int k, OptionalInt elbow, String explanation) {

  static ChoiceOfK of(List<SweepPoint> sweep) {
    OptionalInt elbow = elbow(sweep);
    if (sweep.size() == 1) {
      int given = sweep.get(0).k();
      return new ChoiceOfK(given, elbow, "K = " + given + " was given.");
    }
    SweepPoint best = sweep.get(0);
    for (SweepPoint point : sweep) {
      if (point.silhouette() > best.silhouette() || Double.isNaN(best.silhouette())) {
        best = point;
      }
    }
    return new ChoiceOfK(best.k(), elbow, explain(sweep, best, elbow));
  }

  private static String explain(List<SweepPoint> sweep, SweepPoint best, OptionalInt elbow) {
    double runnerUp = Double.NEGATIVE_INFINITY;
    int second = best.k();
    for (SweepPoint point : sweep) {
      if (point.k() != best.k() && point.silhouette() > runnerUp) {
        runnerUp = point.silhouette();
        second = point.k();
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "K = %d has the highest silhouette, %.4f, of K = %d to %d; next is K = %d with %.4f.",
            best.k(),
            best.silhouette(),
            sweep.get(0).k(),
            sweep.get(sweep.size() - 1).k(),
            second,
            runnerUp));
    if (elbow.isPresent()) {
      text.append(
          elbow.getAsInt() == best.k()
              ? " The elbow of the inertia is at the same K."
              : " The elbow of the inertia is at K = " + elbow.getAsInt() + ".");
    }
    return text.toString();
  }

  private static OptionalInt elbow(List<SweepPoint> sweep) {
    SweepPoint first = sweep.get(0);
    SweepPoint last = sweep.get(sweep.size() - 1);
    if (sweep.size() < 3 || !(first.inertia() > last.inertia())) {
      return OptionalInt.empty();
    }
    int elbow = first.k();
    double most = 0;
    for (SweepPoint point : sweep) {
      double along = (double) (point.k() - first.k()) / (last.k() - first.k());
      double height = (point.inertia() - last.inertia()) / (first.inertia() - last.inertia());
      double below = 1 - along - height;
      if (below > most) {
        most = below;
        elbow = point.k();
      }
    }
    return OptionalInt.of(elbow);
  }
}
