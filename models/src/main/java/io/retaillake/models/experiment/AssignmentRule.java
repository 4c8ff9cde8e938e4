package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is in the experiment, and in which arm.
 *
 * <p>The arm is decided by three salted hashes of the customer's id and nothing else: half go to
 * the control, half to the treatment, and of these a share to the holdout. So a customer's arm
 * never changes, whoever else comes or goes. Which customers take part is decided within strata:
 * each stratum gives both sides the same quota, in proportion to the stratum's size, so that the
 * sides are composed alike and have the size asked for; a side of a stratum that is smaller than
 * its quota gives all it has. Where the population is smaller than both sides together everyone
 * takes part, and the sides differ by chance.
 *
 * @param experiment the experiment's name, which is its salt
 * @param sideSize customers on each of the two sides, such as 5,000
 * @param holdoutShare the share of the treatment's side that is kept back, such as 0.11
 */
public record AssignmentRule(String experiment, int sideSize, double holdoutShare) {

  /**
   * @throws ModelException WRONG_SETTING if a size or share is out of its range
   */
  public AssignmentRule {
    if (sideSize < 1) {
      throw ModelException.wrongSetting(
          "groups of " + sideSize + " customers can't be drawn",
          "a test needs customers on both sides",
          "Give at least 1, such as 5000");
    }
    if (!(holdoutShare >= 0 && holdoutShare < 1)) {
      throw ModelException.wrongSetting(
          "a holdout share of " + holdoutShare + " can't be used",
          "it is the share of the treatment that is kept back, at least 0 and below 1",
          "Give one such as 0.11");
    }
  }

  /** A customer of the experiment. */
  public record Assigned(String customer, String stratum, Arm arm) {}

  /**
   * Assigns customers; the result is in order of stratum and of the hash, and does not depend on
   * the order of the customers.
   *
   * @param strata each customer's stratum
   */
  public List<Assigned> assign(Map<String, String> strata) {
    Places places = new Places(experiment);
    Map<String, List<Candidate>> byStratum = new TreeMap<>();
    strata.forEach(
        (customer, stratum) ->
            byStratum
                .computeIfAbsent(stratum, name -> new ArrayList<>())
                .add(places.candidate(customer)));
    Map<String, Integer> quotas = quotas(byStratum, strata.size());
    List<Assigned> assigned = new ArrayList<>();
    byStratum.forEach(
        (stratum, candidates) -> {
          candidates.sort(
              Comparator.comparingDouble(Candidate::enrolment).thenComparing(Candidate::customer));
          enrol(stratum, candidates, quotas.get(stratum), assigned);
        });
    return assigned;
  }

  /** The arm that this customer has if it takes part. */
  public Arm arm(String customer) {
    return arm(new Places(experiment).candidate(customer));
  }

  private Arm arm(Candidate candidate) {
    if (candidate.side() < 0.5) {
      return Arm.CONTROL;
    }
    return candidate.holdout() < holdoutShare ? Arm.HOLDOUT : Arm.TREATMENT;
  }

  private void enrol(
      String stratum, List<Candidate> candidates, int quota, List<Assigned> assigned) {
    int controls = 0;
    int treated = 0;
    for (Candidate candidate : candidates) {
      Arm arm = arm(candidate);
      if (arm == Arm.CONTROL ? controls++ < quota : treated++ < quota) {
        assigned.add(new Assigned(candidate.customer(), stratum, arm));
      }
    }
  }

  /** Each stratum's part of a side, by the largest remainders, so that they add up to the size. */
  private Map<String, Integer> quotas(Map<String, List<Candidate>> byStratum, int population) {
    if (population < 2L * sideSize) {
      Map<String, Integer> everyone = new HashMap<>();
      byStratum.keySet().forEach(stratum -> everyone.put(stratum, Integer.MAX_VALUE));
      return everyone;
    }
    Map<String, Integer> quotas = new HashMap<>();
    Map<String, Double> remainders = new TreeMap<>();
    int given = 0;
    for (Map.Entry<String, List<Candidate>> stratum : byStratum.entrySet()) {
      double exact = (double) sideSize * stratum.getValue().size() / population;
      int whole = (int) exact;
      quotas.put(stratum.getKey(), whole);
      remainders.put(stratum.getKey(), exact - whole);
      given += whole;
    }
    List<String> byRemainder = new ArrayList<>(remainders.keySet());
    byRemainder.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder()));
    for (int i = 0; i < sideSize - given; i++) {
      quotas.merge(byRemainder.get(i), 1, Integer::sum);
    }
    return quotas;
  }

  private record Candidate(String customer, double side, double holdout, double enrolment) {}

  private static final class Places {
    private final SaltedHash side;
    private final SaltedHash holdout;
    private final SaltedHash enrolment;

    Places(String experiment) {
      this.side = new SaltedHash(experiment);
      this.holdout = new SaltedHash(experiment + "/holdout");
      this.enrolment = new SaltedHash(experiment + "/enrolment");
    }

    Candidate candidate(String customer) {
      return new Candidate(
          customer, side.place(customer), holdout.place(customer), enrolment.place(customer));
    }
  }
}
