package io.retaillake.models.segments;

import io.retaillake.models.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Segments of customers.
 *
 * @param settings that they were found with
 * @param sweep each number of segments that was tried
 * @param choice the number taken, and why
 * @param model that tells the segment of any customer
 * @param segments by label: in the order of their 12-month value, or with first rows in theirs
 * @param labels of the customers, in the order in which they came
 * @param distances of the customers from their centres, standardised
 * @param stability whether other seeds find the same
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
public record Segmentation(
    SegmentationSettings settings,
    List<SweepPoint> sweep,
    ChoiceOfK choice,
    SegmentModel model,
    List<Segment> segments,
    int[] labels,
    double[] distances,
    Stability stability) {

  /** How many customers the silhouette is measured on. */
  public static final int SILHOUETTE_SAMPLE = 2_000;

  /**
   * Finds segments.
   *
   * @param progress is told of each number of segments that was tried
   * @throws ModelException if there are fewer customers, or fewer different ones, than segments
   */
  public static Segmentation of(
      SegmentFeatures features, SegmentationSettings settings, Consumer<SweepPoint> progress) {
    Points raw = features.points();
    requireDifferent(raw, settings.most());
    int[] order = raw.shuffledByContent(settings.seed());
    Points ordered = raw.inOrder(order);
    StandardScaler scaler = StandardScaler.fit(ordered);
    Points points = scaler.scale(ordered);

    List<SweepPoint> sweep = new ArrayList<>();
    List<Clustering> found = new ArrayList<>();
    for (int k = settings.fewest(); k <= settings.most(); k++) {
      Clustering clustering = fit(points, raw, scaler, settings, k);
      found.add(clustering);
      SweepPoint point =
          new SweepPoint(
              k,
              clustering.inertia(),
              Silhouette.of(points, clustering.labels(), k, SILHOUETTE_SAMPLE),
              clustering.iterations(),
              clustering.converged());
      sweep.add(point);
      progress.accept(point);
    }
    ChoiceOfK choice = ChoiceOfK.of(sweep);
    Clustering chosen = numbered(found.get(choice.k() - settings.fewest()), settings.init());
    Stability stability = Stability.of(points, chosen, settings.starts(), settings.seed());
    return assemble(settings, sweep, choice, scaler, chosen, stability, features, points, order);
  }

  private static Clustering fit(
      Points points, Points raw, StandardScaler scaler, SegmentationSettings settings, int k) {
    if (settings.init() == SegmentationSettings.Init.PLUS_PLUS) {
      return KMeans.fit(points, k, settings.starts(), settings.seed());
    }
    double[][] first = new double[k][];
    for (int c = 0; c < k; c++) {
      first[c] = scaler.scale(raw.point(c));
    }
    return KMeans.fitFrom(points, first);
  }

  /** By falling value, save where the start's order is the user's own. */
  private static Clustering numbered(Clustering clustering, SegmentationSettings.Init init) {
    if (init == SegmentationSettings.Init.FIRST_ROWS) {
      return clustering;
    }
    Integer[] byValue = new Integer[clustering.k()];
    Arrays.setAll(byValue, c -> c);
    Arrays.sort(
        byValue, Comparator.comparingDouble(c -> -clustering.centres()[c][SegmentFeatures.CLV]));
    return KMeans.renumbered(
        clustering, Arrays.stream(byValue).mapToInt(Integer::intValue).toArray());
  }

  private static Segmentation assemble(
      SegmentationSettings settings,
      List<SweepPoint> sweep,
      ChoiceOfK choice,
      StandardScaler scaler,
      Clustering chosen,
      Stability stability,
      SegmentFeatures features,
      Points points,
      int[] order) {
    int[] labels = new int[order.length];
    double[] distances = new double[order.length];
    double[] value = new double[chosen.k()];
    double total = 0;
    for (int i = 0; i < order.length; i++) {
      int label = chosen.labels()[i];
      int customer = order[i];
      labels[customer] = label;
      distances[customer] = Math.sqrt(points.squaredDistance(i, chosen.centres()[label]));
      value[label] += features.clv12m()[customer];
      total += features.clv12m()[customer];
    }
    List<String> names = SegmentNames.of(chosen.centres());
    int[] sizes = chosen.sizes();
    List<Segment> segments = new ArrayList<>();
    for (int label = 0; label < chosen.k(); label++) {
      segments.add(
          new Segment(
              label,
              names.get(label),
              sizes[label],
              scaler.unscale(chosen.centres()[label]),
              value[label] / total));
    }
    return new Segmentation(
        settings,
        List.copyOf(sweep),
        choice,
        new SegmentModel(scaler, chosen.centres()),
        List.copyOf(segments),
        labels,
        distances,
        stability);
  }

  private static void requireDifferent(Points points, int k) {
    Set<List<Double>> different = new HashSet<>();
    for (int i = 0; i < points.size() && different.size() < k; i++) {
      different.add(Arrays.stream(points.point(i)).map(value -> value + 0.0).boxed().toList());
    }
    if (points.size() < k) {
      throw ModelException.badData(
          "there are fewer customers than clusters: %d for K = %d".formatted(points.size(), k),
          "every cluster has at least one customer",
          "Ask for fewer clusters, or give more customers");
    }
    if (different.size() == 1) {
      throw ModelException.badData(
          "all customers are equal",
          "no feature differs between any two of the %,d".formatted(points.size()),
          "Give customers who differ");
    }
    if (different.size() < k) {
      throw ModelException.badData(
          "there are fewer different customers than clusters: %d for K = %d"
              .formatted(different.size(), k),
          "equal customers can't be in different clusters",
          "Ask for fewer clusters, or give customers who differ");
    }
  }
}
