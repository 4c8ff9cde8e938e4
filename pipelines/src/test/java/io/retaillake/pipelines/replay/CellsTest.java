package io.retaillake.pipelines.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CellsTest {

  @Test
  void moneyIsExactToTheCentWhateverTheCellIs() throws BadRowException {
    assertThat(exact(0.5)).isEqualTo(new BigDecimal("0.50"));
    assertThat(exact(4596039.58)).isEqualTo(new BigDecimal("4596039.58"));
    assertThat(exact("-12.3")).isEqualTo(new BigDecimal("-12.30"));
    assertThat(exact(7)).isEqualTo(new BigDecimal("7.00"));
    assertThat(exact(7L)).isEqualTo(new BigDecimal("7.00"));
    assertThat(exact(new BigDecimal("1.990"))).isEqualTo(new BigDecimal("1.99"));
  }

  @Test
  void theNoiseOfFloatingNumbersIsNotMistakenForDecimals() throws BadRowException {
    assertThat(exact(0.1 + 0.2)).isEqualTo(new BigDecimal("0.30"));
    assertThat(exact(4.440892098500626E-16)).isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void furtherDecimalsAreABadRowUnlessRoundingIsWanted() throws BadRowException {
    assertBad(() -> exact("1.005"), "'1.005' has more than two decimals");
    assertBad(() -> exact(1.005), "'1.005' has more than two decimals");
    assertThat(Cells.money("price", "1.005", RoundingMode.HALF_UP))
        .isEqualTo(new BigDecimal("1.01"));
  }

  @Test
  void whatIsNoAmountIsABadRow() {
    assertBad(() -> exact("12,50"), "'12,50' is not a number");
    assertBad(() -> exact(Double.NaN), "'NaN' is not a number");
    assertBad(() -> exact(true), "'true' is not a number");
    assertBad(
        () -> exact("1e999999999"), "'1e999999999' has more than fifteen digits before the point");
    assertBad(() -> exact("1e-999999999"), "'1e-999999999' has more than two decimals");
    assertBad(() -> exact("x".repeat(100)), "'" + "x".repeat(40) + "...' is not a number");
  }

  @Test
  void aWholeNumberMayComeAsAFloatingOneOrText() throws BadRowException {
    assertThat(Cells.wholeNumber("quantity", 3.0)).isEqualTo(3);
    assertThat(Cells.wholeNumber("quantity", " 3 ")).isEqualTo(3);
    assertThat(Cells.wholeNumber("quantity", 3L)).isEqualTo(3);
    assertBad(() -> Cells.wholeNumber("quantity", 2.5), "'2.5' is not a whole number that fits");
    assertBad(
        () -> Cells.wholeNumber("quantity", 3_000_000_000L),
        "'3000000000' is not a whole number that fits");
  }

  private static BigDecimal exact(Object cell) throws BadRowException {
    return Cells.money("price", cell, RoundingMode.UNNECESSARY);
  }

  private static void assertBad(ThrowingCallable reading, String reason) {
    assertThatThrownBy(reading).isInstanceOf(BadRowException.class).hasMessage(reason);
  }
}
