package io.retaillake.models.numerics;

/**
 * The log-gamma function's differences and derivatives, for positive arguments, to near machine
 * precision.
 *
 * <p>A likelihood needs ln Γ(z+d) − ln Γ(z). Subtracting two log-gammas loses what they have in
 * common, which is almost everything when z is large; here the difference is taken inside
 * Stirling's series. Small arguments are first moved up to {@value #ASYMPTOTIC} by the recurrence.
 * Series: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.40, 6.3.18, 6.4.12.
 */
public final class Gammas {

  /** From here on the series' first left-out term is below 1e-16. */
  private static final double ASYMPTOTIC = 10;

  private Gammas() {}

  /** ln Γ(z+d) − ln Γ(z), for z &gt; 0 and d ≥ 0. */
  public static double logGammaDifference(double z, double d) {
    double moved = 0;
    double from = z;
    while (from < ASYMPTOTIC) {
      moved += Math.log1p(d / from);
      from += 1;
    }
    double to = from + d;
    return (from - 0.5) * Math.log1p(d / from)
        + d * Math.log(to)
        - d
        + (stirling(to) - stirling(from))
        - moved;
  }

  /** ψ(z), the derivative of ln Γ, for z &gt; 0. */
  public static double digamma(double z) {
    double moved = 0;
    double from = z;
    while (from < ASYMPTOTIC) {
      moved += 1 / from;
      from += 1;
    }
    return Math.log(from) - 0.5 / from - digammaTail(from) - moved;
  }

  /** ψ(z+d) − ψ(z), for z &gt; 0 and d ≥ 0. */
  public static double digammaDifference(double z, double d) {
    double moved = 0;
    double from = z;
    while (from < ASYMPTOTIC) {
      moved += d / from / (from + d);
      from += 1;
    }
    double to = from + d;
    return Math.log1p(d / from)
        + 0.5 * d / from / to
        - (digammaTail(to) - digammaTail(from))
        + moved;
  }

  /** ψ′(z), for z &gt; 0. */
  public static double trigamma(double z) {
    double moved = 0;
    double from = z;
    while (from < ASYMPTOTIC) {
      moved += 1 / (from * from);
      from += 1;
    }
    double y = 1 / (from * from);
    double series =
        y
            * (1.0 / 6
                - y
                    * (1.0 / 30
                        - y
                            * (1.0 / 42
                                - y
                                    * (1.0 / 30
                                        - y * (5.0 / 66 - y * (691.0 / 2730 - y * 7.0 / 6))))));
    return moved + (1 + 0.5 / from + series) / from;
  }

  /** What Stirling's formula adds to (z − ½) ln z − z + ½ ln 2π. */
  private static double stirling(double z) {
    double y = 1 / (z * z);
    return (1.0 / 12
            - y
                * (1.0 / 360
                    - y
                        * (1.0 / 1260
                            - y
                                * (1.0 / 1680
                                    - y * (1.0 / 1188 - y * (691.0 / 360360 - y / 156))))))
        / z;
  }

  /** ln z − 1/(2z) − ψ(z). */
  private static double digammaTail(double z) {
    double y = 1 / (z * z);
    return y
        * (1.0 / 12
            - y
                * (1.0 / 120
                    - y
                        * (1.0 / 252
                            - y * (1.0 / 240 - y * (1.0 / 132 - y * (691.0 / 32760 - y / 12))))));
  }
}
