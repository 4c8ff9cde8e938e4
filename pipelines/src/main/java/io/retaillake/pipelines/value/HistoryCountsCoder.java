package io.retaillake.pipelines.value;

import io.retaillake.pipelines.value.HistoryCounts.Purchases;
import io.retaillake.pipelines.value.HistoryCounts.Spending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Counts as bytes: both maps, each after its size. Their order may differ: this is for no key. */
final class HistoryCountsCoder extends CustomCoder<HistoryCounts> {
  private static final long serialVersionUID = 1L;

  private static final Coder<Long> LONG = VarLongCoder.of();
  private static final Coder<Double> DOUBLE = DoubleCoder.of();

  private HistoryCountsCoder() {}

  static HistoryCountsCoder of() {
    return new HistoryCountsCoder();
  }

  @Override
  public void encode(HistoryCounts counts, OutputStream out) throws IOException {
    LONG.encode((long) counts.purchases().size(), out);
    for (Map.Entry<Purchases, Long> entry : counts.purchases().entrySet()) {
      LONG.encode(entry.getKey().frequency(), out);
      DOUBLE.encode(entry.getKey().recency(), out);
      DOUBLE.encode(entry.getKey().age(), out);
      LONG.encode(entry.getValue(), out);
    }
    LONG.encode((long) counts.spending().size(), out);
    for (Map.Entry<Spending, Long> entry : counts.spending().entrySet()) {
      LONG.encode(entry.getKey().frequency(), out);
      DOUBLE.encode(entry.getKey().meanOrderValue(), out);
      LONG.encode(entry.getValue(), out);
    }
  }

  @Override
  public HistoryCounts decode(InputStream in) throws IOException {
    Map<Purchases, Long> purchases = new HashMap<>();
    for (long left = LONG.decode(in); left > 0; left--) {
      Purchases history = new Purchases(LONG.decode(in), DOUBLE.decode(in), DOUBLE.decode(in));
      purchases.put(history, LONG.decode(in));
    }
    Map<Spending, Long> spending = new HashMap<>();
    for (long left = LONG.decode(in); left > 0; left--) {
      Spending history = new Spending(LONG.decode(in), DOUBLE.decode(in));
      spending.put(history, LONG.decode(in));
    }
    return new HistoryCounts(purchases, spending);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "maps have no order");
  }
}
