package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retaillake.models.ModelException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConversionLawTest {

  @Property
  void chiSquareIsSymmetricInItsGroups(
      @ForAll("groups") Conversions one, @ForAll("groups") Conversions other) {
    TestResult there = ConversionTests.chiSquare(one, other);
    TestResult back = ConversionTests.chiSquare(other, one);
    assertThat(back.statistic())
        .isCloseTo(there.statistic(), within(1e-12 * (1 + there.statistic())));
    assertThat(back.logP()).isCloseTo(there.logP(), within(1e-12 * (1 - there.logP())));
  }

  @Property
  void chiSquareIsSymmetricInBuyingAndNotBuying(
      @ForAll("groups") Conversions one, @ForAll("groups") Conversions other) {
    TestResult buying = ConversionTests.chiSquare(one, other);
    TestResult notBuying = ConversionTests.chiSquare(turned(one), turned(other));
    assertThat(notBuying.statistic())
        .isCloseTo(buying.statistic(), within(1e-12 * (1 + buying.statistic())));
  }

  @Property
  void zIsTheSignedRootOfChiSquare(
      @ForAll("groups") Conversions control, @ForAll("groups") Conversions treatment) {
    TestResult z = ConversionTests.twoProportionZ(control, treatment);
    TestResult chiSquare = ConversionTests.chiSquare(control, treatment);
    assertThat(z.statistic() * z.statistic())
        .isCloseTo(chiSquare.statistic(), within(1e-12 * (1 + chiSquare.statistic())));
    assertThat(z.logP()).isEqualTo(chiSquare.logP());
    assertThat(Math.signum(z.statistic()))
        .isIn(0.0, -0.0, Math.signum(treatment.rate() - control.rate()));
  }

  @Property
  void yatesIsMoreCautious(@ForAll("groups") Conversions one, @ForAll("groups") Conversions other) {
    assertThat(ConversionTests.chiSquareYates(one, other).logP())
        .isGreaterThanOrEqualTo(ConversionTests.chiSquare(one, other).logP());
  }

  @Property
  void wilsonHoldsTheRateAndStaysWithinZeroAndOne(@ForAll("groups") Conversions group) {
    Interval interval = ConversionIntervals.wilson(group, 0.95);
    assertThat(interval.lower()).isBetween(0.0, group.rate());
    assertThat(interval.upper()).isBetween(group.rate(), 1.0);
  }

  @Property
  void newcombeTurnsRoundWithItsGroups(
      @ForAll("groups") Conversions one, @ForAll("groups") Conversions other) {
    Interval there = ConversionIntervals.newcombe(one, other, 0.9);
    Interval back = ConversionIntervals.newcombe(other, one, 0.9);
    assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-14));
    assertThat(back.upper()).isCloseTo(-there.lower(), within(1e-14));
  }

  @Example
  void nobodyOrEverybodyConvertingIsNoDifference() {
    assertThat(ConversionTests.chiSquare(new Conversions(0, 5), new Conversions(0, 9)))
        .isEqualTo(new TestResult(0, 0));
    assertThat(ConversionTests.chiSquare(new Conversions(5, 5), new Conversions(9, 9)))
        .isEqualTo(new TestResult(0, 0));
    assertThat(ConversionIntervals.relativeLift(new Conversions(0, 5), new Conversions(3, 9), 0.95))
        .isEmpty();
  }

  @Example
  void aPValueBelowWhatADoubleHoldsKeepsItsLogarithm() {
    TestResult result =
        ConversionTests.chiSquare(
            new Conversions(112_000, 1_000_000), new Conversions(148_000, 1_000_000));
    assertThat(result.pValue()).isZero();
    assertThat(result.log10P()).isCloseTo(-1246.10992521016, within(1e-9));
  }

  @Example
  void groupsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Conversions(0, 0))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("a group of 0 customers");
    assertThatThrownBy(() -> new Conversions(6, 5))
        .hasMessageContaining("6 conversions of 5 customers can't be");
    assertThatThrownBy(() -> new Conversions(-1, 5)).hasMessageContaining("-1 conversions");
  }

  @Provide
  Arbitrary<Conversions> groups() {
    return Arbitraries.longs()
        .between(1, 1_000_000)
        .flatMap(
            size ->
                Arbitraries.longs().between(0, size).map(bought -> new Conversions(bought, size)));
  }

  private static Conversions turned(Conversions group) {
    return new Conversions(group.notConverted(), group.size());
  }
}
