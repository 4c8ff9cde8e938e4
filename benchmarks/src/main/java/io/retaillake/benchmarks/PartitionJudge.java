package io.retaillake.benchmarks;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.ArrivalRule;
import java.util.Optional;

/** When an event came, by its partition's watermark, as the stream judges it. */
public final class PartitionJudge {

  private final ArrivalRule rule;
  private final long horizonMillis;
  private long maxEventMillis = ArrivalRule.NO_EVENT_YET;

  public PartitionJudge(AdmissionRules rules) {
    rule = rules.arrivalRule();
    horizonMillis = rules.deduplicationHorizon().toMillis();
  }

  /** The arrival of the partition's next event; empty if it is too old to be told from others. */
  public Optional<Arrival> judge(long eventMillis) {
    long watermark = rule.watermarkMillis(maxEventMillis);
    if (watermark != ArrivalRule.NO_EVENT_YET && eventMillis < watermark - horizonMillis) {
      return Optional.empty();
    }
    maxEventMillis = Math.max(maxEventMillis, eventMillis);
    return Optional.of(rule.judge(eventMillis, watermark));
  }
}
