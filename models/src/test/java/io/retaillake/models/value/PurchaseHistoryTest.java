package io.retaillake.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseHistoryTest {

  @ParameterizedTest
  @CsvSource({
    "1, 5, 4, recency, 'is 5.0, more than T, which is 4.0'",
    "0, 3, 4, recency, 'is 3.0 without a repeat purchase: frequency is 0'",
    "2, 0, 4, recency, 'is 0 although frequency is 2.0: no time for repeat purchases'",
    "1.5, 3, 4, frequency, 'is 1.5, not a whole number from 0 up'",
    "-1, 3, 4, frequency, 'is -1.0, not a whole number from 0 up'",
    "NaN, 3, 4, frequency, 'is NaN, not a whole number from 0 up'",
    "1, -3, 4, recency, 'is -3.0, not a number from 0 up'",
    "1, NaN, 4, recency, 'is NaN, not a number from 0 up'",
    "1, 3, Infinity, T, 'is Infinity, not a number from 0 up'",
    "0, 0, NaN, T, 'is NaN, not a number from 0 up'"
  })
  void whatCannotBeIsNamed(double x, double recency, double age, String column, String why) {
    assertThat(PurchaseHistory.flaw(x, recency, age))
        .contains(new PurchaseHistory.Flaw(column, why));
    assertThatThrownBy(() -> PurchaseHistory.of(x, recency, age))
        .hasMessageContaining(column + " " + why);
    assertThatThrownBy(
            () ->
                PurchaseHistories.of(new double[] {x}, new double[] {recency}, new double[] {age}))
        .hasMessageContaining(column + " " + why);
  }

  @Test
  void aCustomerWhoBoughtTodayForTheFirstTimeIsFine() {
    assertThat(PurchaseHistory.flaw(0, 0, 0)).isEmpty();
  }

  @Test
  void aWeightIsANumberOfCustomers() {
    assertThatThrownBy(() -> new PurchaseHistory(1, 2, 3, 0)).hasMessageContaining("weight 0.0");
  }
}
