package io.retaillake.transforms.admission;

import com.google.common.collect.ImmutableMap;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.FrameCoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Wires the rules of admission to state, timers and outputs; see {@link AdmitEvents}. */
final class AdmitFn extends DoFn<KV<String, Frame>, AdmittedRange> {

  private final AdmissionRules rules;
  private final AdmittedHistory history;
  private final ImmutableMap<String, Long> startOffsets;
  private final int maxRangeRecords;
  private final long maxRangeBytes;
  private final Duration rangeInterval;
  private final Duration gapPatience;
  private final VerdictCounters counters = new VerdictCounters();

  private transient FrameJudge judge;
  private transient Sales sales;
  private transient Map<Integer, SettledRecords> settled;

  /** As it was after the last frame of a partition here; old where frames went elsewhere since. */
  private transient Map<String, PartitionMemory> memories;

  @StateId("partition")
  private final StateSpec<ValueState<AdmissionState>> partitionSpec =
      StateSpecs.value(AdmissionState.StateCoder.of());

  @StateId("ids")
  private final StateSpec<BagState<byte[]>> idsSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("pending")
  private final StateSpec<BagState<AdmittedFrame>> pendingSpec =
      StateSpecs.bag(AdmittedFrame.AdmittedFrameCoder.of());

  @StateId("early")
  private final StateSpec<BagState<Frame>> earlySpec = StateSpecs.bag(FrameCoder.of());

  @TimerId("handOn")
  private final TimerSpec handOnSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("giveUpGap")
  private final TimerSpec giveUpGapSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("drain")
  private final TimerSpec drainSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  AdmitFn(AdmitEvents config) {
    rules = config.rules();
    history = config.history();
    startOffsets = config.startOffsets();
    maxRangeRecords = config.maxRangeRecords();
    maxRangeBytes = config.maxRangeBytes();
    rangeInterval = Duration.millis(config.rangeInterval().toMillis());
    gapPatience = Duration.millis(config.gapPatience().toMillis());
  }

  @Setup
  public void setup() {
    judge = new FrameJudge(rules, System::currentTimeMillis);
    sales = new Sales();
    settled = new HashMap<>();
    memories = new HashMap<>();
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Frame> element,
      @Timestamp Instant timestamp,
      @StateId("partition") ValueState<AdmissionState> partition,
      @StateId("ids") BagState<byte[]> ids,
      @StateId("pending") BagState<AdmittedFrame> pending,
      @StateId("early") BagState<Frame> early,
      @TimerId("handOn") Timer handOn,
      @TimerId("giveUpGap") Timer giveUpGap,
      @TimerId("drain") Timer drain,
      MultiOutputReceiver out) {
    Frame frame = element.getValue();
    AdmissionState state = partition.read();
    PartitionMemory memory;
    if (state == null) {
      memory = startOf(element.getKey(), frame);
      memories.put(element.getKey(), memory);
      state = AdmissionState.startingWith(memory);
      drain.withNoOutputTimestamp().set(GlobalWindow.INSTANCE.maxTimestamp());
    } else {
      memory = memoryOf(element.getKey(), state, ids);
    }
    if (gapPatience.getMillis() > 0 && frame.firstOffset() > state.judgedTo + 1) {
      keepForLater(frame, timestamp, state, early, giveUpGap);
    } else {
      long judgedTo = state.judgedTo;
      admit(frame, state, memory, pending, handOn, out);
      if (state.earlyFrames > 0 && state.judgedTo > judgedTo) {
        admitEarly(false, state, memory, pending, early, handOn, giveUpGap, out);
      }
    }
    if (state.pendingRecords >= maxRangeRecords || state.pendingBytes >= maxRangeBytes) {
      handOn(element.getKey(), state, pending, handOn, out);
    }
    memory.saveTo(ids);
    partition.write(state);
  }

  @OnTimer("handOn")
  public void onHandOn(
      @Key String key,
      @StateId("partition") ValueState<AdmissionState> partition,
      @StateId("pending") BagState<AdmittedFrame> pending,
      @TimerId("handOn") Timer handOn,
      MultiOutputReceiver out) {
    AdmissionState state = partition.read();
    handOn(key, state, pending, handOn, out);
    partition.write(state);
  }

  @OnTimer("giveUpGap")
  public void onGiveUpGap(
      @Key String key,
      @StateId("partition") ValueState<AdmissionState> partition,
      @StateId("ids") BagState<byte[]> ids,
      @StateId("pending") BagState<AdmittedFrame> pending,
      @StateId("early") BagState<Frame> early,
      @TimerId("handOn") Timer handOn,
      @TimerId("giveUpGap") Timer giveUpGap,
      MultiOutputReceiver out) {
    AdmissionState state = partition.read();
    PartitionMemory memory = memoryOf(key, state, ids);
    admitEarly(true, state, memory, pending, early, handOn, giveUpGap, out);
    memory.saveTo(ids);
    partition.write(state);
  }

  @OnTimer("drain")
  public void onDrain(
      @Key String key,
      @StateId("partition") ValueState<AdmissionState> partition,
      @StateId("ids") BagState<byte[]> ids,
      @StateId("pending") BagState<AdmittedFrame> pending,
      @StateId("early") BagState<Frame> early,
      @TimerId("handOn") Timer handOn,
      @TimerId("giveUpGap") Timer giveUpGap,
      MultiOutputReceiver out) {
    AdmissionState state = partition.read();
    if (state.earlyFrames > 0) {
      PartitionMemory memory = memoryOf(key, state, ids);
      admitEarly(true, state, memory, pending, early, handOn, giveUpGap, out);
      memory.saveTo(ids);
    }
    handOn(key, state, pending, handOn, out);
    partition.write(state);
  }

  private PartitionMemory startOf(String partitionId, Frame frame) {
    long start = startOffsets.getOrDefault(partitionId, frame.firstOffset());
    return PartitionMemory.recall(history, rules, frame.partition(), start);
  }

  /**
   * The memory that goes with the state: the one at hand if it has come as far, else that in the
   * blocks. What is remembered at an offset is the same however it was come by.
   */
  private PartitionMemory memoryOf(String partitionId, AdmissionState state, BagState<byte[]> ids) {
    if (state.formerIds != null) {
      ids.add(state.formerIds);
      state.formerIds = null;
    }
    PartitionMemory memory = memories.get(partitionId);
    if (memory == null || memory.lastOffset() != state.judgedTo) {
      memory = PartitionMemory.restore(rules, state.judgedTo, state.maxEventMillis, ids.read());
      memories.put(partitionId, memory);
    }
    return memory;
  }

  private void keepForLater(
      Frame frame,
      Instant timestamp,
      AdmissionState state,
      BagState<Frame> early,
      Timer giveUpGap) {
    early.add(frame);
    if (state.earlyFrames == 0 || timestamp.getMillis() < state.earlyHoldMillis) {
      state.earlyHoldMillis = timestamp.getMillis();
      giveUpGap.withOutputTimestamp(timestamp).offset(gapPatience).setRelative();
    }
    state.earlyFrames++;
  }

  /** Admits what has waited, up to the next gap, or over every gap when they are given up. */
  private void admitEarly(
      boolean giveUpGaps,
      AdmissionState state,
      PartitionMemory memory,
      BagState<AdmittedFrame> pending,
      BagState<Frame> early,
      Timer handOn,
      Timer giveUpGap,
      MultiOutputReceiver out) {
    List<Frame> waiting = new ArrayList<>();
    early.read().forEach(waiting::add);
    waiting.sort(Comparator.comparingLong(Frame::firstOffset));
    early.clear();
    state.earlyFrames = 0;
    for (Frame frame : waiting) {
      long expected = state.judgedTo + 1;
      if (frame.firstOffset() > expected && !giveUpGaps) {
        early.add(frame);
        state.earlyFrames++;
      } else {
        if (frame.firstOffset() > expected) {
          state.gaps.add(new long[] {expected, frame.firstOffset() - 1});
        }
        admit(frame, state, memory, pending, handOn, out);
      }
    }
    if (state.earlyFrames == 0) {
      giveUpGap.clear();
    } else {
      // What is left waits for another gap, which has a patience of its own.
      giveUpGap
          .withOutputTimestamp(new Instant(state.earlyHoldMillis))
          .offset(gapPatience)
          .setRelative();
    }
  }

  private void admit(
      Frame frame,
      AdmissionState state,
      PartitionMemory memory,
      BagState<AdmittedFrame> pending,
      Timer handOn,
      MultiOutputReceiver out) {
    failIfGivenUp(frame, state);
    boolean hasNews = frame.lastOffset() > state.judgedTo;
    SettledRecords settledBefore =
        settled.computeIfAbsent(
            frame.partition(), partition -> history.settledFrom(partition, state.judgedTo + 1));
    AdmittedFrame admitted = judge.judge(frame, memory, settledBefore, sales);
    state.judged(memory);
    counters.count(admitted);
    if (!hasNews) {
      return;
    }
    sales.drainTo(
        (category, millis, sum) ->
            out.get(AdmitEvents.SALES)
                .outputWithTimestamp(KV.of(category, sum), new Instant(millis)));
    if (state.pendingRecords == 0) {
      handOn.withNoOutputTimestamp().offset(rangeInterval).setRelative();
    }
    pending.add(admitted);
    state.pendingRecords += frame.count();
    state.pendingBytes += frame.sizeBytes();
  }

  private static void failIfGivenUp(Frame frame, AdmissionState state) {
    for (long[] gap : state.gaps) {
      if (hasRecordWithin(gap[0], gap[1], frame)) {
        throw new IllegalStateException(
            frame
                + " came after its offsets were given up as left out by the producer. The runner"
                + " delayed it for longer than the patience: raise it and start again from the"
                + " tables.");
      }
    }
  }

  /** A frame that is replayed in another cut can lie across a gap without a record in it. */
  private static boolean hasRecordWithin(long first, long last, Frame frame) {
    if (frame.lastOffset() < first || frame.firstOffset() > last) {
      return false;
    }
    Frame.Cursor record = frame.cursor();
    while (record.advance()) {
      if (record.offset() >= first && record.offset() <= last) {
        return true;
      }
    }
    return false;
  }

  private static void handOn(
      String partitionId,
      AdmissionState state,
      BagState<AdmittedFrame> pending,
      Timer handOn,
      MultiOutputReceiver out) {
    handOn.clear();
    if (state.pendingRecords == 0) {
      return;
    }
    List<AdmittedFrame> frames = new ArrayList<>();
    pending.read().forEach(frames::add);
    frames.sort(Comparator.comparingLong(admitted -> admitted.frame().firstOffset()));
    long last = state.judgedTo;
    OffsetRange range =
        state.startsChain
            ? OffsetRange.startingChain(partitionId, state.handedOnTo, last)
            : OffsetRange.of(partitionId, state.handedOnTo, last);
    out.get(AdmitEvents.ADMITTED)
        .outputWithTimestamp(AdmittedRange.of(range, frames), GlobalWindow.INSTANCE.maxTimestamp());
    pending.clear();
    state.pendingRecords = 0;
    state.pendingBytes = 0;
    state.handedOnTo = last;
    state.startsChain = false;
  }

  // A frame's sales can be older than the frame that lets it in.
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
