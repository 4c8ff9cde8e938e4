package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.AppendResult;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
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

/** Commits the ranges of one table, which is its key; see {@link AppendRanges}. */
final class CommitRangesFn extends DoFn<KV<String, RangeAppend>, Void> {

  private final TableDefinition table;
  private final String lakehouse;
  private final Duration interval;
  private final Counter commits = Metrics.counter(DeltaIO.class, "commits");
  private final Counter rowsSkipped = Metrics.counter(DeltaIO.class, "rows_skipped");

  private transient LedgeredAppender appender;

  @StateId("waiting")
  private final StateSpec<BagState<RangeAppend>> waitingSpec =
      StateSpecs.bag(RangeAppendCoder.of());

  @StateId("timerIsSet")
  private final StateSpec<ValueState<Boolean>> timerIsSetSpec = StateSpecs.value();

  @TimerId("commit")
  private final TimerSpec commitSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("drain")
  private final TimerSpec drainSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  CommitRangesFn(TableDefinition table, String lakehouse, java.time.Duration interval) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.interval = Duration.millis(interval.toMillis());
  }

  @Setup
  public void setup() {
    appender = new LedgeredAppender(DeltaTable.openOrCreate(lakehouse, table));
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, RangeAppend> element,
      @StateId("waiting") BagState<RangeAppend> waiting,
      @StateId("timerIsSet") ValueState<Boolean> timerIsSet,
      @TimerId("commit") Timer commit,
      @TimerId("drain") Timer drain) {
    waiting.add(element.getValue());
    if (timerIsSet.read() == null) {
      timerIsSet.write(true);
      commit.withNoOutputTimestamp().offset(interval).setRelative();
      drain.withNoOutputTimestamp().set(GlobalWindow.INSTANCE.maxTimestamp());
    }
  }

  @OnTimer("commit")
  public void onCommit(
      @StateId("waiting") BagState<RangeAppend> waiting,
      @StateId("timerIsSet") ValueState<Boolean> timerIsSet) {
    commit(waiting);
    timerIsSet.clear();
  }

  @OnTimer("drain")
  public void onDrain(
      @StateId("waiting") BagState<RangeAppend> waiting, @TimerId("commit") Timer commit) {
    commit.clear();
    List<RangeAppend> left = commit(waiting);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          left.size()
              + " ranges for "
              + table.name()
              + " can't be committed, since what goes before them never came; the first is "
              + left.get(0).range()
              + ". Start again from the tables (--startFrom=ledger): what is committed stays.");
    }
  }

  /** Commits what its predecessors allow; keeps and returns the rest. */
  private List<RangeAppend> commit(BagState<RangeAppend> waiting) {
    List<RangeAppend> ranges = new ArrayList<>();
    waiting.read().forEach(ranges::add);
    if (ranges.isEmpty()) {
      return ranges;
    }
    AppendResult result = appender.append(ranges);
    commits.inc();
    rowsSkipped.inc(rowsOf(ranges) - rowsOf(result.waiting()) - result.rows());
    waiting.clear();
    result.waiting().forEach(waiting::add);
    return result.waiting();
  }

  private static long rowsOf(List<RangeAppend> ranges) {
    return ranges.stream()
        .flatMap(range -> range.files().stream())
        .mapToLong(DataFile::rowCount)
        .sum();
  }
}
