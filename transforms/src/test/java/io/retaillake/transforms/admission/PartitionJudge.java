package io.retaillake.transforms.admission;

import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.windows.RevenueSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * Judges one partition as {@link AdmitEvents} does where frames come in order, without a runner.
 */
public final class PartitionJudge {

  /** When every frame was judged: verdicts don't depend on it. */
  public static final long JUDGED_AT_MILLIS = Records.BROKER_MILLIS + 5;

  private final AdmissionRules rules;
  private final FrameJudge judge;
  private final Sales sales = new Sales();
  private final String partitionId;
  private final SettledRecords settled;
  private final PartitionMemory memory;
  private final BagInMemory ids;
  private List<AdmittedFrame> pending = new ArrayList<>();
  private long handedOnTo;
  private boolean startsChain = true;

  private PartitionJudge(
      AdmissionRules rules,
      String partitionId,
      PartitionMemory memory,
      BagInMemory ids,
      SettledRecords settled) {
    this.rules = rules;
    this.judge = new FrameJudge(rules, () -> JUDGED_AT_MILLIS);
    this.partitionId = partitionId;
    this.memory = memory;
    this.ids = ids;
    this.settled = settled;
    this.handedOnTo = memory.lastOffset();
  }

  /** A judge that reads from this offset on and knows the past from the history. */
  public static PartitionJudge startingAt(
      long offset, AdmissionRules rules, AdmittedHistory history, int partition) {
    return new PartitionJudge(
        rules,
        PartitionId.of(Records.TOPIC, partition),
        PartitionMemory.recall(history, rules, partition, offset),
        new BagInMemory(),
        history.settledFrom(partition, offset));
  }

  /** Judges a frame; what is sold in time goes to the receiver. */
  public void judge(Frame frame, SaleReceiver receiver) {
    boolean hasNews = frame.lastOffset() > memory.lastOffset();
    AdmittedFrame admitted = judge.judge(frame, memory, settled, sales);
    memory.saveTo(ids);
    if (hasNews) {
      sales.drainTo(receiver::receive);
      pending.add(admitted);
    }
  }

  /** Hands on what is gathered, if anything. */
  public Optional<AdmittedRange> handOn() {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    long last = memory.lastOffset();
    OffsetRange range =
        startsChain
            ? OffsetRange.startingChain(partitionId, handedOnTo, last)
            : OffsetRange.of(partitionId, handedOnTo, last);
    AdmittedRange admitted = AdmittedRange.of(range, pending);
    pending = new ArrayList<>();
    handedOnTo = last;
    startsChain = false;
    return Optional.of(admitted);
  }

  /** The offset judged last. */
  public long lastOffset() {
    return memory.lastOffset();
  }

  /** The watermark of what was judged so far, or {@link ArrivalRule#NO_EVENT_YET}. */
  public long watermarkMillis() {
    return rules.arrivalRule().watermarkMillis(memory.maxEventMillis());
  }

  /** A copy as a checkpoint keeps it: everything has been through its coder. */
  public PartitionJudge checkpoint() {
    try {
      PartitionJudge copy =
          new PartitionJudge(
              rules,
              partitionId,
              PartitionMemory.restore(
                  rules, memory.lastOffset(), memory.maxEventMillis(), ids.read()),
              ids.copy(),
              settled);
      copy.handedOnTo = handedOnTo;
      copy.startsChain = startsChain;
      for (AdmittedFrame frame : pending) {
        copy.pending.add(CoderUtils.clone(AdmittedFrame.AdmittedFrameCoder.of(), frame));
      }
      return copy;
    } catch (CoderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes partial sums. */
  public interface SaleReceiver {
    void receive(String category, long eventMillis, RevenueSum sum);
  }
}
