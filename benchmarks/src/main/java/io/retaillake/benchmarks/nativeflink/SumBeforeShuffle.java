package io.retaillake.benchmarks.nativeflink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Sums sales by minute and category until the next watermark, which the sums go ahead of. */
final class SumBeforeShuffle extends AbstractStreamOperator<Sale>
    implements OneInputStreamOperator<Sale, Sale> {

  private static final long serialVersionUID = 1L;
  private static final long MINUTE = 60_000;

  private transient Map<Key, Sale> sums;

  SumBeforeShuffle() {
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  private record Key(long startMillis, String category) {}

  @Override
  public void open() throws Exception {
    super.open();
    sums = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Sale> element) {
    Sale sale = element.getValue();
    Key key = new Key(Math.floorDiv(element.getTimestamp(), MINUTE) * MINUTE, sale.category);
    Sale sum = sums.putIfAbsent(key, sale);
    if (sum != null) {
      sum.add(sale);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sums.forEach((key, sum) -> output.collect(new StreamRecord<>(sum, key.startMillis)));
    sums.clear();
    super.processWatermark(mark);
  }
}
