package io.retaillake.pipelines.runner;

import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What a job counted. */
public final class Counters {

  private Counters() {}

  /** The sum of the counters with this name, in any case, over all steps; 0 if there is none. */
  public static long sum(PipelineResult result, String counter) {
    long sum = 0;
    for (MetricResult<Long> value :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (value.getName().getName().equalsIgnoreCase(counter)) {
        sum += value.getAttempted();
      }
    }
    return sum;
  }
}
