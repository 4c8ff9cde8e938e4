package io.retaillake.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retaillake.models.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseProbabilitiesTest {

  @ParameterizedTest
  @CsvSource({"0.243,4.414,0.793,2.426,39", "2,50,0.01,0.5,10", "1.4,1.36,1,0.3,5", "3,5,9,4,20"})
  void probabilitiesAddUpToOneAndTheirMeanIsWhatIsExpected(
      double r, double alpha, double a, double b, double t) {
    BetaGeometricNegativeBinomial model = new BetaGeometricNegativeBinomial(r, alpha, a, b);
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < 3000; n++) {
      double probability = model.probabilityOfPurchases(n, t);
      assertThat(probability).isBetween(0.0, 1.0);
      sum += probability;
      mean += n * probability;
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(mean).isCloseTo(model.expectedPurchases(t), within(1e-10 * mean + 1e-12));
  }

  @Test
  void inNoTimeNothingIsBought() {
    BetaGeometricNegativeBinomial model = new BetaGeometricNegativeBinomial(0.243, 4.4, 0.8, 2.4);

    assertThat(model.probabilityOfPurchases(0, 0)).isEqualTo(1);
    assertThat(model.probabilityOfPurchases(1, 0)).isZero();
    assertThat(model.probabilityOfPurchases(5, 0)).isZero();
  }

  @Test
  void fewerThanNoPurchasesAreRefused() {
    BetaGeometricNegativeBinomial model = new BetaGeometricNegativeBinomial(0.243, 4.4, 0.8, 2.4);

    assertThatThrownBy(() -> model.probabilityOfPurchases(-1, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("-1 purchases");
  }
}
