package io.retaillake.pipelines.value;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Counts customers by their history. */
final class CountHistories extends CombineFn<CustomerHistory, HistoryCounts, HistoryCounts> {
  private static final long serialVersionUID = 1L;

  @Override
  public HistoryCounts createAccumulator() {
    return new HistoryCounts();
  }

  @Override
  public HistoryCounts addInput(HistoryCounts counts, CustomerHistory customer) {
    counts.add(customer);
    return counts;
  }

  @Override
  public HistoryCounts mergeAccumulators(Iterable<HistoryCounts> all) {
    HistoryCounts merged = new HistoryCounts();
    all.forEach(merged::addAll);
    return merged;
  }

  @Override
  public HistoryCounts extractOutput(HistoryCounts counts) {
    return counts;
  }

  @Override
  public Coder<HistoryCounts> getAccumulatorCoder(
      CoderRegistry registry, Coder<CustomerHistory> inputCoder) {
    return HistoryCountsCoder.of();
  }

  @Override
  public Coder<HistoryCounts> getDefaultOutputCoder(
      CoderRegistry registry, Coder<CustomerHistory> inputCoder) {
    return HistoryCountsCoder.of();
  }
}
