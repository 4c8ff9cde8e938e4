package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Arm;
import io.retaillake.models.experiment.AssignmentRule;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.ExperimentData;
import io.retaillake.models.experiment.RevenueSamples;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** All customers of the experiment. */
record Participants(List<Participant> all) {

  static Participants of(Population population, AssignmentRule rule, Outcomes outcomes) {
    return new Participants(
        rule.assign(population.strata()).stream()
            .map(
                assigned ->
                    new Participant(
                        assigned.customer(),
                        assigned.stratum(),
                        assigned.arm(),
                        outcomes.revenue(assigned.customer(), assigned.arm()),
                        population.customers().get(assigned.customer()).revenueBefore()))
            .toList());
  }

  /** Customers of an arm. */
  long size(Arm arm) {
    return count(participant -> participant.arm() == arm);
  }

  /**
   * What there is to analyze.
   *
   * @throws io.retaillake.models.ModelException BAD_DATA if the control or the treatment is empty
   */
  ExperimentData data() {
    ExperimentData data =
        ExperimentData.of(conversions(Arm.CONTROL), conversions(Arm.TREATMENT))
            .withRevenue(samples(Participant::revenue))
            .withRevenueBefore(samples(Participant::revenueBefore));
    return size(Arm.HOLDOUT) == 0 ? data : data.withHoldout(conversions(Arm.HOLDOUT));
  }

  /** Conversions of control and treatment in each stratum that has both, in order of its name. */
  Map<String, List<Conversions>> byStratum() {
    Map<String, List<Conversions>> strata = new TreeMap<>();
    for (String stratum : all.stream().map(Participant::stratum).distinct().toList()) {
      Participants own =
          new Participants(all.stream().filter(each -> each.stratum().equals(stratum)).toList());
      if (own.size(Arm.CONTROL) > 0 && own.size(Arm.TREATMENT) > 0) {
        strata.put(stratum, List.of(own.conversions(Arm.CONTROL), own.conversions(Arm.TREATMENT)));
      }
    }
    return strata;
  }

  Conversions conversions(Arm arm) {
    return new Conversions(
        count(participant -> participant.arm() == arm && participant.converted()), size(arm));
  }

  private long count(Predicate<Participant> which) {
    return all.stream().filter(which).count();
  }

  private RevenueSamples samples(Function<Participant, BigDecimal> amount) {
    return new RevenueSamples(sample(Arm.CONTROL, amount), sample(Arm.TREATMENT, amount));
  }

  private double[] sample(Arm arm, Function<Participant, BigDecimal> amount) {
    return all.stream()
        .filter(participant -> participant.arm() == arm)
        .mapToDouble(participant -> amount.apply(participant).doubleValue())
        .toArray();
  }
}
