package io.retaillake.pipelines.stream;

import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * How a run of the stream ended, and what only the run itself knows.
 *
 * @param state the runner's last word
 * @param replayed records that were read again and skipped, as they had been judged
 * @param rowsSkipped rows that were written again and skipped, as the tables held them
 * @param droppedLate partial sums that the runner dropped as late
 */
public record StreamRun(
    PipelineResult.State state, long replayed, long rowsSkipped, long droppedLate) {

  static StreamRun of(PipelineResult.State state, PipelineResult result) {
    return new StreamRun(
        state,
        sum(result, "replayed"),
        sum(result, "rows_skipped"),
        sum(result, "droppedDueToLateness"));
  }

  private static long sum(PipelineResult result, String counter) {
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
