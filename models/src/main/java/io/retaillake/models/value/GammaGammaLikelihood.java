package io.retaillake.models.value;

import io.retaillake.models.numerics.Blocks;
import io.retaillake.models.numerics.Gammas;
import io.retaillake.models.numerics.SmoothFunction;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Gamma-Gamma fit minimises, as a function of ln p, ln q, ln v: −LL/N + penalty · (p² + q² +
 * v²). What depends on the frequency alone is computed once for each frequency.
 */
final class GammaGammaLikelihood implements SmoothFunction {

  static final int P = 0;
  static final int Q = 1;
  static final int V = 2;
  static final int PARAMETERS = 3;

  private final SpendingHistories spending;
  private final double penalty;
  private final double customers;
  private final double logMeans;
  private final double[] frequencies;
  private final double[] frequencyWeights;

  GammaGammaLikelihood(SpendingHistories spending, double penalty) {
    this.spending = spending;
    this.penalty = penalty;
    this.customers = spending.customers();
    Map<Double, Double> weights = new TreeMap<>();
    double logs = 0;
    for (int i = 0; i < spending.size(); i++) {
      weights.merge(spending.frequency(i), spending.weight(i), Double::sum);
      logs += spending.weight(i) * Math.log(spending.meanValue(i));
    }
    this.logMeans = logs;
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
    double[] rows =
        Blocks.sum(spending.size(), 1 + PARAMETERS, (from, to, sums) -> addRows(p, from, to, sums));
    double[] shared =
        Blocks.sum(
            frequencies.length, 1 + PARAMETERS, (from, to, sums) -> addShared(p, from, to, sums));
    double value = -(rows[0] + shared[0] - logMeans) / customers;
    for (int i = 0; i < PARAMETERS; i++) {
      double slope = rows[1 + i] + shared[1 + i];
      gradient[i] = p[i] * (-slope / customers + 2 * penalty * p[i]);
      value += penalty * p[i] * p[i];
    }
    return value;
  }

  private void addRows(double[] p, int from, int to, double[] sums) {
    for (int i = from; i < to; i++) {
      double w = spending.weight(i);
      double x = spending.frequency(i);
      double total = x * spending.meanValue(i);
      double share = total / (total + p[V]);
      double logShare = Math.log(share);
      double logRest = Math.log(p[V] / (total + p[V]));
      sums[0] += w * (p[P] * x * logShare + p[Q] * logRest);
      sums[1 + P] += w * x * logShare;
      sums[1 + Q] += w * logRest;
      sums[1 + V] += w * (p[Q] * share - p[P] * x * (1 - share)) / p[V];
    }
  }

  private void addShared(double[] p, int from, int to, double[] sums) {
    double logGammaQ = org.apache.commons.math3.special.Gamma.logGamma(p[Q]);
    for (int i = from; i < to; i++) {
      double x = frequencies[i];
      double w = frequencyWeights[i];
      double px = p[P] * x;
      sums[0] += w * (Gammas.logGammaDifference(px, p[Q]) - logGammaQ);
      sums[1 + P] += w * x * Gammas.digammaDifference(px, p[Q]);
      sums[1 + Q] += w * (Gammas.digamma(px + p[Q]) - Gammas.digamma(p[Q]));
    }
  }

  @Override
  public double[][] hessian(double[] logs, double[] gradient) {
    double[] p = parameters(logs);
    int cells = PARAMETERS * PARAMETERS;
    double[] rows = Blocks.sum(spending.size(), cells, (from, to, h) -> bendRows(p, from, to, h));
    double[] shared =
        Blocks.sum(frequencies.length, cells, (from, to, h) -> bendShared(p, from, to, h));
    double[][] hessian = new double[PARAMETERS][PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      for (int j = 0; j < PARAMETERS; j++) {
        int cell = cell(Math.min(i, j), Math.max(i, j));
        hessian[i][j] = -p[i] * p[j] * (rows[cell] + shared[cell]) / customers;
      }
      hessian[i][i] += gradient[i] + 2 * penalty * p[i] * p[i];
    }
    return hessian;
  }

  private void bendRows(double[] p, int from, int to, double[] h) {
    for (int i = from; i < to; i++) {
      double w = spending.weight(i);
      double x = spending.frequency(i);
      double all = x * spending.meanValue(i) + p[V];
      h[cell(P, V)] -= w * x / all;
      h[cell(Q, V)] += w * (1 / p[V] - 1 / all);
      h[cell(V, V)] += w * ((p[P] * x + p[Q]) / (all * all) - p[Q] / (p[V] * p[V]));
    }
  }

  private void bendShared(double[] p, int from, int to, double[] h) {
    for (int i = from; i < to; i++) {
      double x = frequencies[i];
      double w = frequencyWeights[i];
      double both = Gammas.trigamma(p[P] * x + p[Q]);
      h[cell(P, P)] += w * x * x * (both - Gammas.trigamma(p[P] * x));
      h[cell(P, Q)] += w * x * both;
      h[cell(Q, Q)] += w * (both - Gammas.trigamma(p[Q]));
    }
  }

  private static int cell(int row, int column) {
    return row * PARAMETERS + column;
  }

  private static double[] parameters(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }
}
