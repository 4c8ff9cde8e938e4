package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * The means of two samples drawn again and again with replacement, each sample as often as it has
 * values (Efron, 1979), and from them percentile intervals of whatever depends on both means.
 *
 * <p>The same seed gives the same intervals on every machine, on however many cores.
 */
public final class MeanBootstrap {

  private static final long SECOND_STREAM = 0x9E3779B97F4A7C15L;

  private final double controlMean;
  private final double treatmentMean;
  private final double[] controlMeans;
  private final double[] treatmentMeans;

  private MeanBootstrap(
      double controlMean, double treatmentMean, double[] controlMeans, double[] treatmentMeans) {
    this.controlMean = controlMean;
    this.treatmentMean = treatmentMean;
    this.controlMeans = controlMeans;
    this.treatmentMeans = treatmentMeans;
  }

  /**
   * Draws the samples.
   *
   * @param resamples how often, at least 100; 2,000 leaves an interval's ends uncertain by about 3%
   *     of its width
   * @throws ModelException if a sample is empty, a value is not a number, or resamples are too few
   */
  public static MeanBootstrap of(double[] control, double[] treatment, int resamples, long seed) {
    if (resamples < 100) {
      throw ModelException.wrongSetting(
          resamples + " bootstrap samples are too few",
          "an interval is read off the outermost of them",
          "Give at least 100, better 2000");
    }
    Samples.checked("control", control, 1);
    Samples.checked("treatment", treatment, 1);
    return new MeanBootstrap(
        Samples.mean(control),
        Samples.mean(treatment),
        means(control, resamples, seed),
        means(treatment, resamples, seed ^ SECOND_STREAM));
  }

  /** The treatment's mean less the control's. */
  public double difference() {
    return treatmentMean - controlMean;
  }

  public double controlMean() {
    return controlMean;
  }

  public double treatmentMean() {
    return treatmentMean;
  }

  /** The percentile interval of the difference of means. */
  public Interval differenceInterval(double confidence) {
    return interval((control, treatment) -> treatment - control, confidence);
  }

  /**
   * The percentile interval of a figure that is made of both means.
   *
   * @param figure of the control's mean and the treatment's, in this order
   */
  public Interval interval(DoubleBinaryOperator figure, double confidence) {
    double tail = (1 - Normal.checkedConfidence(confidence)) / 2;
    double[] figures =
        IntStream.range(0, controlMeans.length)
            .mapToDouble(i -> figure.applyAsDouble(controlMeans[i], treatmentMeans[i]))
            .sorted()
            .toArray();
    return new Interval(quantile(figures, tail), quantile(figures, 1 - tail));
  }

  private static double[] means(double[] sample, int resamples, long seed) {
    double[] nonZero = Arrays.stream(sample).filter(value -> value != 0).toArray();
    long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
    return Arrays.stream(seeds)
        .parallel()
        .mapToDouble(each -> drawMean(nonZero, sample.length, new SplittableRandom(each)))
        .toArray();
  }

  private static double drawMean(double[] nonZero, int size, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      int drawn = random.nextInt(size);
      if (drawn < nonZero.length) {
        sum += nonZero[drawn];
      }
    }
    return sum / size;
  }

  /** Between the two nearest values by linear interpolation, as NumPy's default does. */
  private static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
