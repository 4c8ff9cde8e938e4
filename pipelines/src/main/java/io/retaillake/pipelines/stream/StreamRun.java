package io.retaillake.pipelines.stream;

import io.retaillake.pipelines.runner.Counters;
import org.apache.beam.sdk.PipelineResult;

/**
 * How a run of the stream ended, and what only the run itself knows.
 *
 * @param state the runner's last word; RUNNING if the job goes on without this process
 * @param replayed records that were read again and skipped, as they had been judged
 * @param rowsSkipped rows that were written again and skipped, as the tables held them
 * @param droppedLate partial sums that the runner dropped as late
 */
public record StreamRun(
    PipelineResult.State state, long replayed, long rowsSkipped, long droppedLate) {

  /** A job that goes on without this process. */
  static StreamRun submitted() {
    return new StreamRun(PipelineResult.State.RUNNING, 0, 0, 0);
  }

  static StreamRun of(PipelineResult.State state, PipelineResult result) {
    return new StreamRun(
        state,
        Counters.sum(result, "replayed"),
        Counters.sum(result, "rows_skipped"),
        Counters.sum(result, "droppedDueToLateness"));
  }
}
