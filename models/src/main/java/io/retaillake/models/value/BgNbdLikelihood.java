package io.retaillake.models.value;

import io.retaillake.models.numerics.Blocks;
import io.retaillake.models.numerics.Gammas;
import io.retaillake.models.numerics.SmoothFunction;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a BG/NBD fit minimises, as a function of ln r, ln α, ln a, ln b: −LL/N + penalty · (r² + α²
 * + a² + b²), with times and α divided by the longest T.
 *
 * <p>Terms that depend on the frequency alone are computed once for each frequency. What is left
 * for a row are three logarithms and an exponential.
 */
final class BgNbdLikelihood implements SmoothFunction {

  static final int R = 0;
  static final int ALPHA = 1;
  static final int A = 2;
  static final int B = 3;
  static final int PARAMETERS = 4;

  private final double penalty;
  private final double customers;

  private final double[] onceAge;
  private final double[] onceWeight;

  private final double[] frequency;
  private final double[] recency;
  private final double[] age;
  private final double[] weight;

  private final double[] frequencies;
  private final double[] frequencyWeights;

  /**
   * @param histories aggregated, or the fit takes longer
   * @param timeUnit what times are divided by
   */
  BgNbdLikelihood(PurchaseHistories histories, double timeUnit, double penalty) {
    this.penalty = penalty;
    this.customers = histories.customers();
    int rows = histories.size();
    int once = 0;
    Map<Double, Double> weights = new TreeMap<>();
    for (int i = 0; i < rows; i++) {
      if (histories.frequency(i) == 0) {
        once++;
      } else {
        weights.merge(histories.frequency(i), histories.weight(i), Double::sum);
      }
    }
    onceAge = new double[once];
    onceWeight = new double[once];
    frequency = new double[rows - once];
    recency = new double[rows - once];
    age = new double[rows - once];
    weight = new double[rows - once];
    int nextOnce = 0;
    int next = 0;
    for (int i = 0; i < rows; i++) {
      if (histories.frequency(i) == 0) {
        onceAge[nextOnce] = histories.age(i) / timeUnit;
        onceWeight[nextOnce++] = histories.weight(i);
      } else {
        frequency[next] = histories.frequency(i);
        recency[next] = histories.recency(i) / timeUnit;
        age[next] = histories.age(i) / timeUnit;
        weight[next++] = histories.weight(i);
      }
    }
    frequencies = weights.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    frequencyWeights = weights.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public int dimension() {
    return PARAMETERS;
  }

  @Override
  public double value(double[] logs, double[] gradient) {
    double[] p = parameters(logs);
    double[] once = Blocks.sum(onceAge.length, 3, (from, to, sums) -> addOnce(p, from, to, sums));
    double[] rows =
        Blocks.sum(age.length, 1 + PARAMETERS, (from, to, sums) -> addRows(p, from, to, sums));
    double[] shared =
        Blocks.sum(
            frequencies.length, 1 + PARAMETERS, (from, to, sums) -> addShared(p, from, to, sums));
    double value = -(once[0] + rows[0] + shared[0]) / customers;
    for (int i = 0; i < PARAMETERS; i++) {
      double slope = rows[1 + i] + shared[1 + i] + (i <= ALPHA ? once[1 + i] : 0);
      gradient[i] = p[i] * (-slope / customers + 2 * penalty * p[i]);
      value += penalty * p[i] * p[i];
    }
    return value;
  }

  /** Of customers who bought once: the log-likelihood, and its slopes in r and α. */
  private void addOnce(double[] p, int from, int to, double[] sums) {
    double logAlpha = Math.log(p[ALPHA]);
    for (int i = from; i < to; i++) {
      double w = onceWeight[i];
      double end = p[ALPHA] + onceAge[i];
      double log = logAlpha - Math.log(end);
      sums[0] += w * p[R] * log;
      sums[1 + R] += w * log;
      sums[1 + ALPHA] += w * p[R] * (1 / p[ALPHA] - 1 / end);
    }
  }

  /** Of the others: what depends on their times. */
  private void addRows(double[] p, int from, int to, double[] sums) {
    double logA = Math.log(p[A]);
    double value = 0;
    double slopeR = 0;
    double slopeAlpha = 0;
    double slopeA = 0;
    double slopeB = 0;
    for (int i = from; i < to; i++) {
      double w = weight[i];
      double rx = p[R] + frequency[i];
      double inverseEnd = 1 / (p[ALPHA] + age[i]);
      double inverseLast = 1 / (p[ALPHA] + recency[i]);
      double logEnd = -Math.log(inverseEnd);
      double gap = logEnd + Math.log(inverseLast);
      double left = p[B] + (frequency[i] - 1);
      double odds = logA - Math.log(left) + rx * gap;
      double small = Math.exp(-Math.abs(odds));
      double gone = (odds > 0 ? 1 : small) / (1 + small);
      value += w * (-rx * logEnd + Math.max(odds, 0) + Math.log(1 + small));
      slopeR += w * (-logEnd + gone * gap);
      slopeAlpha += w * rx * (-inverseEnd + gone * (inverseEnd - inverseLast));
      slopeA += w * gone;
      slopeB -= w * gone / left;
    }
    sums[0] += value;
    sums[1 + R] += slopeR;
    sums[1 + ALPHA] += slopeAlpha;
    sums[1 + A] += slopeA / p[A];
    sums[1 + B] += slopeB;
  }

  /** Of the others: what depends on their frequency alone. */
  private void addShared(double[] p, int from, int to, double[] sums) {
    double logAlpha = Math.log(p[ALPHA]);
    for (int i = from; i < to; i++) {
      double x = frequencies[i];
      double w = frequencyWeights[i];
      sums[0] +=
          w
              * (Gammas.logGammaDifference(p[R], x)
                  + p[R] * logAlpha
                  + BetaGeometricNegativeBinomial.logBetaRatio(p[A], p[B], x));
      sums[1 + R] += w * (Gammas.digammaDifference(p[R], x) + logAlpha);
      sums[1 + ALPHA] += w * p[R] / p[ALPHA];
      double both = Gammas.digammaDifference(p[A] + p[B], x);
      sums[1 + A] -= w * both;
      sums[1 + B] += w * (Gammas.digammaDifference(p[B], x) - both);
    }
  }

  @Override
  public double[][] hessian(double[] logs, double[] gradient) {
    double[] p = parameters(logs);
    int cells = PARAMETERS * PARAMETERS;
    double[] once = Blocks.sum(onceAge.length, cells, (from, to, h) -> bendOnce(p, from, to, h));
    double[] rows = Blocks.sum(age.length, cells, (from, to, h) -> bendRows(p, from, to, h));
    double[] shared =
        Blocks.sum(frequencies.length, cells, (from, to, h) -> bendShared(p, from, to, h));
    double[][] hessian = new double[PARAMETERS][PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      for (int j = 0; j < PARAMETERS; j++) {
        int cell = cell(Math.min(i, j), Math.max(i, j));
        hessian[i][j] = -p[i] * p[j] * (once[cell] + rows[cell] + shared[cell]) / customers;
      }
      hessian[i][i] += gradient[i] + 2 * penalty * p[i] * p[i];
    }
    return hessian;
  }

  private void bendOnce(double[] p, int from, int to, double[] h) {
    for (int i = from; i < to; i++) {
      double w = onceWeight[i];
      double end = p[ALPHA] + onceAge[i];
      h[cell(R, ALPHA)] += w * (1 / p[ALPHA] - 1 / end);
      h[cell(ALPHA, ALPHA)] += w * p[R] * (1 / (end * end) - 1 / (p[ALPHA] * p[ALPHA]));
    }
  }

  private void bendRows(double[] p, int from, int to, double[] h) {
    double[] slope = new double[PARAMETERS];
    for (int i = from; i < to; i++) {
      double w = weight[i];
      double rx = p[R] + frequency[i];
      double inverseEnd = 1 / (p[ALPHA] + age[i]);
      double inverseLast = 1 / (p[ALPHA] + recency[i]);
      double gap = Math.log(inverseLast) - Math.log(inverseEnd);
      double left = p[B] + (frequency[i] - 1);
      double odds = Math.log(p[A]) - Math.log(left) + rx * gap;
      double gone = 1 / (1 + Math.exp(-odds));
      double unsure = gone * (1 - gone);
      double gapSlope = inverseEnd - inverseLast;
      slope[R] = gap;
      slope[ALPHA] = rx * gapSlope;
      slope[A] = 1 / p[A];
      slope[B] = -1 / left;
      for (int row = 0; row < PARAMETERS; row++) {
        for (int column = row; column < PARAMETERS; column++) {
          h[cell(row, column)] += w * unsure * slope[row] * slope[column];
        }
      }
      h[cell(R, ALPHA)] += w * (-inverseEnd + gone * gapSlope);
      h[cell(ALPHA, ALPHA)] +=
          w
              * rx
              * (inverseEnd * inverseEnd
                  + gone * (inverseLast * inverseLast - inverseEnd * inverseEnd));
      h[cell(A, A)] -= w * gone / (p[A] * p[A]);
      h[cell(B, B)] += w * gone / (left * left);
    }
  }

  private void bendShared(double[] p, int from, int to, double[] h) {
    for (int i = from; i < to; i++) {
      double x = frequencies[i];
      double w = frequencyWeights[i];
      double both = Gammas.trigamma(p[A] + p[B]) - Gammas.trigamma(p[A] + p[B] + x);
      h[cell(R, R)] += w * (Gammas.trigamma(p[R] + x) - Gammas.trigamma(p[R]));
      h[cell(R, ALPHA)] += w / p[ALPHA];
      h[cell(ALPHA, ALPHA)] -= w * p[R] / (p[ALPHA] * p[ALPHA]);
      h[cell(A, A)] += w * both;
      h[cell(A, B)] += w * both;
      h[cell(B, B)] += w * (both + Gammas.trigamma(p[B] + x) - Gammas.trigamma(p[B]));
    }
  }

  private static int cell(int row, int column) {
    return row * PARAMETERS + column;
  }

  private static double[] parameters(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }
}
