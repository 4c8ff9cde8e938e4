package io.retaillake.benchmarks.nativeflink;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A window's total so far, with the window's start. */
final class Totals {

  private Totals() {}

  /** Adds sales up. */
  static final class Add implements AggregateFunction<Sale, Sale, Sale> {

    private static final long serialVersionUID = 1L;

    @Override
    public Sale createAccumulator() {
      return new Sale();
    }

    @Override
    public Sale add(Sale value, Sale sum) {
      sum.category = value.category;
      sum.add(value);
      return sum;
    }

    @Override
    public Sale getResult(Sale sum) {
      return sum;
    }

    @Override
    public Sale merge(Sale one, Sale other) {
      one.add(other);
      return one;
    }
  }

  /** Tells the window of a total. */
  static final class WithStart
      extends ProcessWindowFunction<Sale, Tuple2<Long, Sale>, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String category, Context context, Iterable<Sale> sums, Collector<Tuple2<Long, Sale>> out) {
      out.collect(Tuple2.of(context.window().getStart(), sums.iterator().next()));
    }
  }
}
