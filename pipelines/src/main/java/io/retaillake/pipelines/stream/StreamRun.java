package io.retaillake.pipelines.stream;

import io.retaillake.pipelines.runner.Counters;
import org.apache.beam.sdk.PipelineResult;

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
        Counters.sum(result, "replayed"),
        Counters.sum(result, "rows_skipped"),
        Counters.sum(result, "droppedDueToLateness"));
  }
}
