package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.Settings;
import io.retaillake.benchmarks.WindowRows;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.transforms.tables.RevenueWindows;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;

/** Writes and commits the rows of windows, at most once a second, as the stream does. */
final class AppendWindows extends RichSinkFunction<Tuple2<Long, Sale>> {

  private static final long serialVersionUID = 1L;
  private static final long INTERVAL_MILLIS = 1_000;

  private final Settings settings;
  private final RevenueWindows.Rows rows = new RevenueWindows.Rows();
  private transient DeltaTable table;
  private transient RowAppender appender;
  private transient DataFileSink sink;
  private transient long committedMillis;

  AppendWindows(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void open(Configuration parameters) {
    table = DeltaTable.openOrCreate(settings.lakehouse(), RevenueWindows.TABLE);
    appender = new RowAppender(table);
    committedMillis = System.currentTimeMillis();
  }

  @Override
  public void invoke(Tuple2<Long, Sale> window, Context context) {
    if (sink == null) {
      sink = new DataFileSink(table, "rows");
    }
    rows.map(WindowRows.of(window.f0, window.f1.category, window.f1.sum()), sink::write);
    if (System.currentTimeMillis() - committedMillis >= INTERVAL_MILLIS) {
      commit();
    }
  }

  private void commit() {
    if (sink != null) {
      appender.append(sink.finish());
      sink.close();
      sink = null;
    }
    committedMillis = System.currentTimeMillis();
  }

  @Override
  public void finish() {
    commit();
  }
}
