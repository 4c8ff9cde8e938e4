package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

  private static final int DRAWS = 200_000;

  private final SeededRandom random = new SeededRandom(17);

  @Test
  void longsAreThoseOfTheSplitMix64ReferenceCode() {
    SeededRandom reference = new SeededRandom(1_234_567);

    assertThat(LongStream.generate(reference::nextLong).limit(5))
        .containsExactly(
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821"));
  }

  @Test
  void uniformNumbersStayInsideTheOpenInterval() {
    assertThat(DoubleStream.generate(random::uniform).limit(DRAWS))
        .allMatch(value -> value > 0 && value < 1);
  }

  @Test
  void gammaHasTheMeanAndVarianceOfItsShapeAndScale() {
    assertMoments(() -> random.gamma(6, 0.05), 0.3, 0.015);
    assertMoments(() -> random.gamma(0.2, 3), 0.6, 1.8);
  }

  @Test
  void betaHasTheMeanAndVarianceOfItsShapes() {
    assertMoments(() -> random.beta(4.3, 5.7), 0.43, 0.43 * 0.57 / 11);
    assertMoments(() -> random.beta(0.2, 39.8), 0.005, 0.005 * 0.995 / 41);
  }

  @Test
  void exponentialAndPoissonHaveTheirMeanAsGiven() {
    assertMoments(() -> random.exponential(2.5), 2.5, 6.25);
    assertMoments(() -> random.poisson(3.4), 3.4, 3.4);
    assertThat(random.poisson(0)).isZero();
  }

  @Test
  void integersBelowABoundAreEquallyLikely() {
    assertMoments(() -> random.below(10), 4.5, 8.25);
  }

  private static void assertMoments(DoubleSupplier draw, double mean, double variance) {
    SummaryStatistics drawn = new SummaryStatistics();
    DoubleStream.generate(draw).limit(DRAWS).forEach(drawn::addValue);

    assertThat(drawn.getMean()).isCloseTo(mean, within(5 * Math.sqrt(variance / DRAWS)));
    assertThat(drawn.getVariance()).isCloseTo(variance, within(0.08 * variance));
  }
}
