package io.retaillake.transforms.windows;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

class RevenueSumLawsTest {

  @Property
  void orderOfAdditionDoesNotMatter(
      @ForAll("sums") RevenueSum first, @ForAll("sums") RevenueSum second) {
    assertThat(first.plus(second)).isEqualTo(second.plus(first));
  }

  @Property
  void groupingDoesNotMatter(
      @ForAll("sums") RevenueSum first,
      @ForAll("sums") RevenueSum second,
      @ForAll("sums") RevenueSum third) {
    assertThat(first.plus(second).plus(third)).isEqualTo(first.plus(second.plus(third)));
  }

  @Property
  void addingNothingChangesNothing(@ForAll("sums") RevenueSum sum) {
    assertThat(sum.plus(RevenueSum.ZERO)).isEqualTo(sum);
  }

  @Property
  void codingReturnsTheSameSum(@ForAll("anySums") RevenueSum sum) throws CoderException {
    assertThat(CoderUtils.clone(RevenueSum.coder(), sum)).isEqualTo(sum);
  }

  /** Sums of which many can be added without overflow. */
  @Provide
  Arbitrary<RevenueSum> sums() {
    return sumsUpTo(Long.MAX_VALUE / 4);
  }

  @Provide
  Arbitrary<RevenueSum> anySums() {
    return sumsUpTo(Long.MAX_VALUE);
  }

  private static Arbitrary<RevenueSum> sumsUpTo(long most) {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, most / 2);
    return Combinators.combine(Arbitraries.longs().between(-most, most), counts, counts)
        .as((cents, purchases, returns) -> RevenueSum.of(cents, purchases, purchases + returns));
  }
}
