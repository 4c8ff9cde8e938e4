package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retaillake.models.ModelException;
import io.retaillake.models.experiment.AssignmentRule.Assigned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssignmentRuleTest {

  private static final AssignmentRule RULE = new AssignmentRule("win-back-2024", 5000, 0.11);

  @Test
  void theHashIsTheOneThatItsDescriptionGives() {
    // python3: (int.from_bytes(sha256(b"win-back-2024/u-17").digest()[:8], "big") >> 11) / 2**53
    assertThat(new SaltedHash("win-back-2024").place("u-17")).isEqualTo(0.8872927145377929);
  }

  @Test
  void bothSidesHaveTheSizeAskedForAndEachStratumItsPart() {
    List<Assigned> assigned = RULE.assign(population(40_000));
    assertThat(count(assigned, "c0", Arm.CONTROL)).isEqualTo(2500);
    assertThat(count(assigned, "c1", Arm.CONTROL)).isEqualTo(1250);
    assertThat(count(assigned, "c2", Arm.CONTROL)).isEqualTo(1250);
    assertThat(count(assigned, "c0", Arm.TREATMENT) + count(assigned, "c0", Arm.HOLDOUT))
        .isEqualTo(2500);
    assertThat(assigned).hasSize(10_000);
    long heldBack = assigned.stream().filter(each -> each.arm() == Arm.HOLDOUT).count();
    assertThat(heldBack / 5000.0).isCloseTo(0.11, within(0.015));
  }

  @Test
  void theOrderOfCustomersDoesNotMatter() {
    Map<String, String> population = population(20_000);
    List<Map.Entry<String, String>> entries = new ArrayList<>(population.entrySet());
    Collections.shuffle(entries, new Random(3));
    Map<String, String> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
    assertThat(RULE.assign(shuffled)).isEqualTo(RULE.assign(population));
  }

  @Test
  void anArmNeverChangesWhoeverElseComes() {
    List<Assigned> few = RULE.assign(population(3000));
    assertThat(few).hasSize(3000);
    assertThat(few).allSatisfy(each -> assertThat(each.arm()).isEqualTo(RULE.arm(each.customer())));
    Map<String, Arm> later =
        RULE.assign(population(30_000)).stream()
            .collect(Collectors.toMap(Assigned::customer, Assigned::arm));
    assertThat(few)
        .filteredOn(each -> later.containsKey(each.customer()))
        .hasSizeGreaterThan(500)
        .allSatisfy(each -> assertThat(later).containsEntry(each.customer(), each.arm()));
  }

  @Test
  void twoExperimentsAreIndependent() {
    AssignmentRule other = new AssignmentRule("spring-2024", 5000, 0.11);
    long[][] counts = new long[2][2];
    for (String customer : population(40_000).keySet()) {
      counts[RULE.arm(customer) == Arm.CONTROL ? 0 : 1][
          other.arm(customer) == Arm.CONTROL ? 0 : 1]++;
    }
    TestResult independence =
        ConversionTests.chiSquare(
            new Conversions(counts[0][0], counts[0][0] + counts[0][1]),
            new Conversions(counts[1][0], counts[1][0] + counts[1][1]));
    assertThat(independence.pValue()).isGreaterThan(0.01);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new AssignmentRule("a", 0, 0.1)).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> new AssignmentRule("a", 10, 1)).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> new AssignmentRule(" ", 10, 0.1).arm("u"))
        .hasMessageContaining("an experiment needs a salt");
  }

  private static long count(List<Assigned> assigned, String stratum, Arm arm) {
    return assigned.stream()
        .filter(each -> each.stratum().equals(stratum) && each.arm() == arm)
        .count();
  }

  /** Half of the customers in stratum c0, a quarter each in c1 and c2. */
  private static Map<String, String> population(int size) {
    Map<String, String> strata = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      strata.put("user-" + i, "c" + (i % 4 == 3 ? 2 : i % 2));
    }
    return strata;
  }
}
