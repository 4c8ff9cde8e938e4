package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.ModelException;
import org.junit.jupiter.api.Test;

class TestPlanTest {

  private static final JsonNode REFERENCE = Reference.read("ref_ab.json").get("power");

  @Test
  void sizesAgreeWithTheReference() {
    for (JsonNode row : REFERENCE.get("table")) {
      TestPlan plan = new TestPlan(row.get("p1").asDouble(), row.get("alpha").asDouble(), 1);
      assertThat(plan.controlSize(row.get("p2").asDouble(), row.get("power_target").asDouble()))
          .isCloseTo(row.get("n_pooled_fleiss").asDouble(), withinPercentage(1e-9));
    }
  }

  @Test
  void powerAgreesWithTheReference() {
    for (JsonNode row : REFERENCE.get("power_at_n")) {
      assertThat(
              TestPlan.of(row.get("p1").asDouble())
                  .power(row.get("p2").asDouble(), row.get("n").asDouble()))
          .isCloseTo(row.get("power_fleiss").asDouble(), within(1e-9));
    }
  }

  @Test
  void sizePowerAndSmallestRateAreOneLaw() {
    TestPlan plan = new TestPlan(0.112, 0.05, 0.5);
    double size = plan.controlSize(0.148, 0.8);
    assertThat(plan.power(0.148, size)).isCloseTo(0.8, within(2e-6));
    assertThat(plan.smallestDetectableRate(size, 0.8).orElseThrow()).isCloseTo(0.148, within(1e-6));
  }

  @Test
  void aSmallerTreatmentNeedsALargerControl() {
    assertThat(new TestPlan(0.112, 0.05, 0.5).controlSize(0.148, 0.8))
        .isGreaterThan(TestPlan.of(0.112).controlSize(0.148, 0.8));
  }

  @Test
  void aTestCanBeTooSmallForAnyEffect() {
    assertThat(TestPlan.of(0.1).smallestDetectableRate(2, 0.99)).isEmpty();
  }

  @Test
  void planningForNoEffectIsRefused() {
    assertThatThrownBy(() -> TestPlan.of(0.1).controlSize(0.1, 0.8))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no size finds a treatment that converts like the control");
    assertThatThrownBy(() -> TestPlan.of(1.2)).hasMessageContaining("a base rate of 1.2");
  }
}
