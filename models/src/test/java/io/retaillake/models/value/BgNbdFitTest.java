package io.retaillake.models.value;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.models.Cdnow;
import io.retaillake.models.ModelException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BgNbdFitTest {

  @Test
  void weightedRowsFitAsTheCustomersTheyStandFor() {
    BgNbdFit single = BetaGeometricNegativeBinomial.fit(Cdnow.histories(), 0);

    BgNbdFit weighted = BetaGeometricNegativeBinomial.fit(Cdnow.histories().aggregated(), 0);

    assertThat(weighted).isEqualTo(single);
  }

  @Test
  void theUnitOfTimeChangesAlphaAndNothingElse() {
    BgNbdFit weeks = BetaGeometricNegativeBinomial.fit(Cdnow.histories(), 0.01);

    BgNbdFit days =
        BetaGeometricNegativeBinomial.fit(
            PurchaseHistories.of(Cdnow.FREQUENCY, times7(Cdnow.RECENCY), times7(Cdnow.AGE)), 0.01);

    assertClose(days.model().r(), weeks.model().r(), 1e-9);
    assertClose(days.model().alpha(), 7 * weeks.model().alpha(), 1e-9);
    assertClose(days.model().b(), weeks.model().b(), 1e-9);
  }

  @Test
  void manyDifferentHistoriesAreFittedAsWellAsFew() {
    BetaGeometricNegativeBinomial truth = new BetaGeometricNegativeBinomial(0.8, 6, 0.9, 2.5);
    PurchaseHistories customers = SimulatedCustomers.histories(truth, 60_000, 52, 1);

    BgNbdFit fit = BetaGeometricNegativeBinomial.fit(customers, 0);

    assertThat(fit.distinctHistories()).isEqualTo(60_000);
    assertThat(fit.converged()).isTrue();
    assertThat(fit.iterations()).isLessThan(10);
    assertClose(fit.model().r(), truth.r(), 0.05);
    assertClose(fit.model().b(), truth.b(), 0.1);
  }

  @Test
  void customersOfOneAgeAreFitted() {
    double[] age = new double[Cdnow.AGE.length];
    Arrays.fill(age, 39);

    BgNbdFit fit =
        BetaGeometricNegativeBinomial.fit(
            PurchaseHistories.of(Cdnow.FREQUENCY, Cdnow.RECENCY, age), 0);

    assertThat(fit.converged()).isTrue();
  }

  @Test
  void aFitThatRunsAwaySaysSoAndGivesItsBestPoint() {
    // Nobody ever leaves: all have just bought. So a runs to zero.
    List<PurchaseHistory> loyal =
        List.of(
            PurchaseHistory.of(3, 9, 9),
            PurchaseHistory.of(5, 10, 10),
            PurchaseHistory.of(1, 8, 8),
            PurchaseHistory.of(12, 10, 10),
            PurchaseHistory.of(2, 7, 7));

    BgNbdFit fit = BetaGeometricNegativeBinomial.fit(PurchaseHistories.of(loyal), 0);

    assertThat(fit.converged()).isFalse();
    assertThat(fit.runaway()).contains("a");
    assertThat(fit.model().a()).isLessThan(1e-3 * fit.model().b());
    assertThatThrownBy(fit::orThrow)
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.problem()).isEqualTo(ModelException.Problem.NO_FIT))
        .hasMessageContaining("did not converge; the best point is r=" + fit.model().r())
        .hasMessageContaining("penalty");
  }

  @Test
  void aPenaltyHoldsAFitThatRunsAwayOnFewCustomers() {
    BetaGeometricNegativeBinomial truth = new BetaGeometricNegativeBinomial(1.2, 10, 0.15, 4);
    PurchaseHistories few = SimulatedCustomers.histories(truth, 50, 40, 13);

    BgNbdFit free = BetaGeometricNegativeBinomial.fit(few, 0);
    BgNbdFit held = BetaGeometricNegativeBinomial.fit(few, 0.001);

    assertThat(free.converged()).isFalse();
    assertThat(free.runaway()).contains("a", "b");
    assertThat(held.converged()).isTrue();
    assertThat(held.model().b()).isBetween(1.9, 2.0);
    assertThat(held.logLikelihood()).isLessThan(free.logLikelihood());
  }

  @Test
  void ofFitsThatRunAwayTheBestIsReported() {
    // From one start b runs to infinity; the likelihood is higher where a and b both run to zero.
    BetaGeometricNegativeBinomial truth = new BetaGeometricNegativeBinomial(1.2, 10, 0.15, 4);
    PurchaseHistories few = SimulatedCustomers.histories(truth, 50, 40, 3);

    BgNbdFit fit = BetaGeometricNegativeBinomial.fit(few, 0);

    assertThat(fit.converged()).isFalse();
    assertThat(fit.logLikelihood()).isGreaterThan(-427.6);
  }

  @Test
  void customersWhoNeverCameBackTellNothing() {
    List<PurchaseHistory> once = List.of(PurchaseHistory.of(0, 0, 9), PurchaseHistory.of(0, 0, 5));

    assertThatThrownBy(() -> BetaGeometricNegativeBinomial.fit(PurchaseHistories.of(once), 0))
        .hasMessageContaining("no customer bought a second time");
  }

  @Test
  void customersWhoAreAllEqualTellNothing() {
    List<PurchaseHistory> equal = List.of(PurchaseHistory.of(2, 3, 9), PurchaseHistory.of(2, 3, 9));

    assertThatThrownBy(() -> BetaGeometricNegativeBinomial.fit(PurchaseHistories.of(equal), 0))
        .hasMessageContaining("all customers are equal");
  }

  @Test
  void noCustomersAreRefused() {
    assertThatThrownBy(() -> BetaGeometricNegativeBinomial.fit(PurchaseHistories.of(List.of()), 0))
        .hasMessageContaining("there are no customers");
  }

  @Test
  void aPenaltyBelowZeroIsRefused() {
    assertThatThrownBy(() -> BetaGeometricNegativeBinomial.fit(Cdnow.histories(), -1))
        .hasMessageContaining("the penalty is -1.0");
  }

  private static double[] times7(double[] weeks) {
    return Arrays.stream(weeks).map(week -> 7 * week).toArray();
  }
}
