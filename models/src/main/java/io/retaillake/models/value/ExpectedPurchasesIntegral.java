package io.retaillake.models.value;

import io.retaillake.models.numerics.Gammas;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The purchases to expect of a customer who is alive, by integration over its probability p of
 * leaving: the mean of (1 − (1 + pτ)^−(r+x)) / p where p is Beta(a, b+x) and τ = t/(α+T).
 *
 * <p>The integrand is positive, so that nothing cancels, whatever the parameters. It is about a
 * thousand times slower than the series of {@link ExpectedPurchases}. The variable is the logit of
 * p; far out, where the integrand is a plain exponential, the rest is added in closed form.
 */
final class ExpectedPurchasesIntegral {

  private static final GaussIntegratorFactory GAUSS = new GaussIntegratorFactory();
  private static final int NODES = 20;

  /** Beyond this, as a logarithm below the highest point, nothing counts. */
  private static final double NEGLIGIBLE = 42;

  private final double a;
  private final double stays;
  private final double rate;
  private final double logBeta;
  private final double width;

  ExpectedPurchasesIntegral(BetaGeometricNegativeBinomial model, double frequency) {
    this.a = model.a();
    this.stays = model.b() + frequency;
    this.rate = model.r() + frequency;
    this.logBeta = logBeta(a, stays);
    this.width = Math.min(1, Math.sqrt(Gammas.trigamma(a + 1) + Gammas.trigamma(stays + 1)));
  }

  /** ln B(a, b), without the loss of digits where one of them is large. */
  private static double logBeta(double a, double b) {
    double small = Math.min(a, b);
    double large = Math.max(a, b);
    return org.apache.commons.math3.special.Gamma.logGamma(small)
        - Gammas.logGammaDifference(large, small);
  }

  /** The purchases expected in τ = t/(α+T). */
  double whileAlive(double ahead) {
    // Left of the first, p is its odds and 1 - (1 + pτ)^-rate is rate·p·τ; right of the second, p
    // is
    // 1: to the last digit. There the integrand is a plain exponential.
    double plainLeft = -Math.log(ahead * (rate + 1) + stays + 1) - NEGLIGIBLE;
    double plainRight = Math.log(a + rate + 1) + NEGLIGIBLE;
    double top = highest(plainLeft, plainRight, ahead);
    double level = log(top, ahead) - NEGLIGIBLE;
    double left = top;
    while (left > plainLeft && log(left, ahead) > level) {
      left -= width;
    }
    double right = top;
    while (right < plainRight && log(right, ahead) > level) {
      right += width;
    }
    double sum = 0;
    double panels = Math.ceil((right - left) / width);
    double step = (right - left) / panels;
    for (int i = 0; i < panels; i++) {
      GaussIntegrator panel = GAUSS.legendre(NODES, left + i * step, left + (i + 1) * step);
      sum += panel.integrate(u -> Math.exp(log(u, ahead)));
    }
    if (left <= plainLeft) {
      sum += Math.exp(log(left, ahead)) / a;
    }
    if (right >= plainRight) {
      sum += Math.exp(log(right, ahead)) / stays;
    }
    return sum;
  }

  /** The logit at which the integrand is highest, by bisection: it has one top. */
  private double highest(double from, double to, double ahead) {
    double low = from;
    double high = to;
    double near = width / 64;
    while (high - low > width / 8) {
      double middle = (low + high) / 2;
      if (log(middle + near, ahead) > log(middle - near, ahead)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** ln of the integrand where the logit of p is u. */
  private double log(double u, double ahead) {
    double logP = u < 0 ? u - Math.log1p(Math.exp(u)) : -Math.log1p(Math.exp(-u));
    double logRest = logP - u;
    double bought = -Math.expm1(-rate * Math.log1p(Math.exp(logP) * ahead));
    return (a - 1) * logP + stays * logRest + Math.log(bought) - logBeta;
  }
}
