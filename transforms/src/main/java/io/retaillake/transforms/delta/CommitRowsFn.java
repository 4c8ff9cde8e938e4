package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.TableDefinition;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
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
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Gathers the rows of one table and commits them at every interval; see {@link AppendRows}. */
final class CommitRowsFn<T> extends DoFn<KV<Void, T>, Void> {

  private final TableDefinition table;
  private final String lakehouse;
  private final RowMapper<T> rows;
  private final Coder<T> coder;
  private final Duration interval;
  private final Counter commits = Metrics.counter(DeltaIO.class, "commits");

  private transient DeltaTable deltaTable;
  private transient RowAppender appender;

  // Encoded once: the DirectRunner copies all of a bag for each bundle, by its coder.
  @StateId("gathered")
  private final StateSpec<BagState<byte[]>> gatheredSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("timerIsSet")
  private final StateSpec<ValueState<Boolean>> timerIsSetSpec = StateSpecs.value();

  @TimerId("commit")
  private final TimerSpec commitSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("drain")
  private final TimerSpec drainSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  CommitRowsFn(
      TableDefinition table,
      String lakehouse,
      RowMapper<T> rows,
      Coder<T> coder,
      Duration interval) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.rows = rows;
    this.coder = coder;
    this.interval = interval;
  }

  @Setup
  public void setup() {
    deltaTable = DeltaTable.openOrCreate(lakehouse, table);
    appender = new RowAppender(deltaTable);
  }

  @ProcessElement
  public void processElement(
      @Element KV<Void, T> element,
      @StateId("gathered") BagState<byte[]> gathered,
      @StateId("timerIsSet") ValueState<Boolean> timerIsSet,
      @TimerId("commit") Timer commit,
      @TimerId("drain") Timer drain)
      throws CoderException {
    gathered.add(CoderUtils.encodeToByteArray(coder, element.getValue()));
    if (timerIsSet.read() == null) {
      timerIsSet.write(true);
      commit.withNoOutputTimestamp().offset(interval).setRelative();
      drain.withNoOutputTimestamp().set(GlobalWindow.INSTANCE.maxTimestamp());
    }
  }

  @OnTimer("commit")
  public void onCommit(
      @StateId("gathered") BagState<byte[]> gathered,
      @StateId("timerIsSet") ValueState<Boolean> timerIsSet)
      throws CoderException {
    commit(gathered);
    timerIsSet.clear();
  }

  @OnTimer("drain")
  public void onDrain(
      @StateId("gathered") BagState<byte[]> gathered, @TimerId("commit") Timer commit)
      throws CoderException {
    commit.clear();
    commit(gathered);
  }

  private void commit(BagState<byte[]> gathered) throws CoderException {
    try (DataFileSink sink = new DataFileSink(deltaTable, "rows", ParquetIOFile::new)) {
      for (byte[] element : gathered.read()) {
        rows.map(CoderUtils.decodeFromByteArray(coder, element), sink::write);
      }
      if (appender.append(sink.finish()).isPresent()) {
        commits.inc();
      }
    }
    gathered.clear();
  }
}
