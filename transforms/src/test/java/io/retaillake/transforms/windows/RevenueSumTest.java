package io.retaillake.transforms.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class RevenueSumTest {

  @Test
  void purchaseAndReturnAddUpToTheNetAmount() {
    RevenueSum sum = RevenueSum.ofPurchase(1_999).plus(RevenueSum.ofReturn(-500));

    assertThat(sum).isEqualTo(RevenueSum.of(1_499, 1, 2));
    assertThat(sum.revenueUsd()).isEqualTo(new BigDecimal("14.99"));
  }

  @Test
  void revenueInDollarsAlwaysHasTwoDecimals() {
    assertThat(RevenueSum.ofPurchase(1_000).revenueUsd().toPlainString()).isEqualTo("10.00");
    assertThat(RevenueSum.ZERO.revenueUsd().toPlainString()).isEqualTo("0.00");
    assertThat(RevenueSum.ofReturn(-5).revenueUsd().toPlainString()).isEqualTo("-0.05");
  }

  @Test
  void smallSumTakesFourBytes() throws CoderException {
    assertThat(CoderUtils.encodeToByteArray(RevenueSum.coder(), RevenueSum.of(-1_000, 1, 2)))
        .containsExactly(0xcf, 0x0f, 1, 2);
  }

  @Test
  void nullIsNotEncodable() {
    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(RevenueSum.coder(), null))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("RevenueSum.ZERO");
  }

  @Test
  void coderIsDeterministicAndTheOneThatBeamInfers() throws Exception {
    RevenueSum.coder().verifyDeterministic();

    assertThat(CoderRegistry.createDefault().getCoder(RevenueSum.class))
        .isSameAs(RevenueSum.coder());
    assertThat(SerializableUtils.ensureSerializable(RevenueSum.coder()))
        .isEqualTo(RevenueSum.coder());
  }

  @Test
  void overflowIsAnErrorAndNotANegativeRevenue() {
    RevenueSum most = RevenueSum.of(Long.MAX_VALUE, 1, 1);

    assertThatThrownBy(() -> most.plus(RevenueSum.ofPurchase(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void morePurchasesThanEventsAreRefused() {
    assertThatThrownBy(() -> RevenueSum.of(100, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 purchases among 2 events");
    assertThatThrownBy(() -> RevenueSum.of(100, -1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
