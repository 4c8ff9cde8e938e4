package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.Settings;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;

/** Commits the files of one table, at most once a second, as the stream does. */
final class Commit extends RichSinkFunction<byte[]> {

  private static final long serialVersionUID = 1L;
  private static final long INTERVAL_MILLIS = 1_000;

  private final Settings settings;
  private final TableDefinition table;
  private transient RowAppender appender;
  private transient List<DataFile> waiting;
  private transient long committedMillis;

  Commit(Settings settings, TableDefinition table) {
    this.settings = settings;
    this.table = table;
  }

  @Override
  public void open(Configuration parameters) {
    appender = new RowAppender(DeltaTable.openOrCreate(settings.lakehouse(), table));
    waiting = new ArrayList<>();
  }

  @Override
  public void invoke(byte[] files, Context context) throws Exception {
    waiting.addAll(FileLists.decode(files));
    if (System.currentTimeMillis() - committedMillis >= INTERVAL_MILLIS) {
      commit();
    }
  }

  private void commit() {
    appender.append(waiting);
    waiting.clear();
    committedMillis = System.currentTimeMillis();
  }

  @Override
  public void finish() {
    commit();
  }
}
