package io.retaillake.pipelines.simulate;

/**
 * Random numbers that are the same for the same seed on every machine and every Java.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014): one long of state, so that a customer can carry its own. Functions come from
 * {@link StrictMath}, since {@link Math} may differ in the last bit between machines.
 */
final class SeededRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SeededRandom(long seed) {
    this.state = seed;
  }

  /** A seed for one of many independent streams that share a common seed. */
  static long seed(long common, long stream) {
    return mix(mix(common + GOLDEN_GAMMA) ^ (stream * 0xD1342543DE82EF95L + GOLDEN_GAMMA));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform on the open interval from 0 to 1, so that its logarithm is finite. */
  double uniform() {
    return ((nextLong() >>> 11) + 0.5) * 0x1.0p-53;
  }

  /** Uniform from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(uniform());
  }

  /** A count of rare things; takes time proportional to the mean. */
  int poisson(double mean) {
    int count = 0;
    for (double at = exponential(1); at < mean; at += exponential(1)) {
      count++;
    }
    return count;
  }

  private double gaussian() {
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /** Gamma by Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). */
  double gamma(double shape, double scale) {
    if (shape < 1) {
      return gamma(shape + 1, scale) * StrictMath.pow(uniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double t = 1 + c * x;
      double v = t * t * t;
      if (v > 0 && StrictMath.log(uniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v * scale;
      }
    }
  }

  double beta(double a, double b) {
    double x = gamma(a, 1);
    return x / (x + gamma(b, 1));
  }
}
