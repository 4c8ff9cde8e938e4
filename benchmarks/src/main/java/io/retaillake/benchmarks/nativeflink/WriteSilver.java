package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.EventFiles;
import io.retaillake.benchmarks.Met;
import io.retaillake.benchmarks.Settings;
import io.retaillake.benchmarks.WindowRows;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Writes silver and hands on what is a sale in time. */
final class WriteSilver extends AbstractStreamOperator<Sale>
    implements OneInputStreamOperator<Met, Sale>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private transient Map<Integer, EventFiles> silver;

  WriteSilver(Settings settings) {
    this.settings = settings;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    silver = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Met> element) {
    Met met = element.getValue();
    silver.computeIfAbsent(met.partition(), p -> newFiles()).write(met);
    WindowRows.sale(met)
        .ifPresent(
            sum ->
                output.collect(
                    new StreamRecord<>(
                        Sale.of(met.event().getCategory().strip(), sum), element.getTimestamp())));
  }

  private EventFiles newFiles() {
    return EventFiles.ofSilver(
        settings.lakehouse(),
        files -> output.collect(FileLists.SILVER, new StreamRecord<>(FileLists.encode(files))));
  }

  @Override
  public void endInput() {
    silver.values().forEach(EventFiles::finish);
  }
}
