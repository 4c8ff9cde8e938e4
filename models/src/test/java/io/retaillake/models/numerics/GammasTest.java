package io.retaillake.models.numerics;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GammasTest {

  private static final double EULER = 0.5772156649015329;

  @Test
  void digammaIsRightAtKnownPoints() {
    assertClose(Gammas.digamma(1), -EULER, 2e-15);
    assertClose(Gammas.digamma(0.5), -EULER - 2 * Math.log(2), 1e-15);
    assertClose(Gammas.digamma(10), 2.251752589066721, 1e-15);
    assertClose(Gammas.digamma(1e-5), -100000.57719921567, 1e-15);
    assertClose(Gammas.digamma(1e6), 13.815510057964191, 1e-15);
  }

  @Test
  void trigammaIsRightAtKnownPoints() {
    assertClose(Gammas.trigamma(1), Math.PI * Math.PI / 6, 1e-15);
    assertClose(Gammas.trigamma(0.5), Math.PI * Math.PI / 2, 1e-15);
    assertClose(Gammas.trigamma(10), 0.10516633568168575, 1e-15);
    assertClose(Gammas.trigamma(1e-3), 1000001.6425331958, 1e-14);
  }

  @Property(tries = 200)
  void aStepOfOneMultipliesGammaByItsArgument(
      @ForAll @DoubleRange(min = -20, max = 25) double log) {
    double z = Math.exp(log);
    assertThat(Gammas.logGammaDifference(z, 1))
        .isCloseTo(Math.log(z), within(1e-14 * (1 + Math.abs(log))));
    assertClose(Gammas.digammaDifference(z, 1), 1 / z, 1e-13);
  }

  @Test
  void aLogGammaDifferenceKeepsItsDigitsWhereTheGammasAreLarge() {
    // ln Γ(1e9 + 0.5) − ln Γ(1e9), computed with 50 digits; either term is 2e10.
    assertClose(Gammas.logGammaDifference(1e9, 0.5), 10.361632918348205, 1e-15);
    // ln Γ(100000.243) − ln Γ(0.243)
    assertClose(Gammas.logGammaDifference(0.243, 100_000), 1_051_289.18857004, 1e-14);
  }

  @Property(tries = 200)
  void aDifferenceAddsUpOverItsParts(
      @ForAll @DoubleRange(min = 0.01, max = 100) double z,
      @ForAll @DoubleRange(min = 0.01, max = 100) double first,
      @ForAll @DoubleRange(min = 0.01, max = 100) double second) {
    double inTwo = Gammas.digammaDifference(z, first) + Gammas.digammaDifference(z + first, second);
    assertClose(Gammas.digammaDifference(z, first + second), inTwo, 1e-13);
  }
}
