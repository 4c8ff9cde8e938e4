package io.retaillake.pipelines.crash;

import java.util.Optional;

/** How a stream is made to die. */
enum Fault {
  /** SIGKILL, wherever it is. */
  KILL("SIGKILL", null),

  /** A halt while a record is decoded. */
  WHILE_DECODING(
      "halt while decoding",
      new HaltPoint(
          "io.retaillake.transforms.event.RetailEventCodec", "decode", HaltPoint.Count.CALLS, 400)),

  /** A halt when data files are complete, and no commit names them yet. */
  FILE_WRITTEN(
      "halt between a file and its commit",
      new HaltPoint(
          "io.retaillake.transforms.delta.DataFileWriter", "close", HaltPoint.Count.RESULTS, 8)),

  /** A halt when a commit is in the table's log, and no checkpoint knows of it yet. */
  COMMITTED(
      "halt between a commit and the checkpoint",
      new HaltPoint(
          "io.retaillake.lakehouse.internal.TableCommitter",
          "tryCommit",
          HaltPoint.Count.RESULTS,
          6));

  private final String description;
  private final HaltPoint haltPoint;

  Fault(String description, HaltPoint haltPoint) {
    this.description = description;
    this.haltPoint = haltPoint;
  }

  /** Where the agent halts the JVM; empty for a fault that comes from outside. */
  Optional<HaltPoint> haltPoint() {
    return Optional.ofNullable(haltPoint);
  }

  @Override
  public String toString() {
    return description;
  }

  /**
   * A method at one of whose calls the JVM halts.
   *
   * @param count what counts as a call
   * @param mostCalls the call is drawn from 1 to this: few enough to be reached within a run
   */
  record HaltPoint(String className, String method, Count count, int mostCalls) {

    /** What counts: a call as it begins, or one as it returns a version or files. */
    enum Count {
      CALLS,
      RESULTS
    }
  }
}
