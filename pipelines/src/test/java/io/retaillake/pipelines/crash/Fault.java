package io.retaillake.pipelines.crash;

import java.util.Optional;

/** How a stream is made to die. */
enum Fault {
  /** SIGKILL, wherever it is. */
  KILL("SIGKILL"),

  /** A halt while a record is decoded. */
  WHILE_DECODING(
      "halt while decoding",
      "io.retaillake.transforms.event.RetailEventCodec",
      "decode",
      Count.CALLS,
      400),

  /** A halt when data files are complete, and no commit names them yet. */
  FILE_WRITTEN(
      "halt between a file and its commit",
      "io.retaillake.lakehouse.DataFileSink",
      "finish",
      Count.RESULTS,
      8),

  /** A halt when a commit is in the table's log, and no checkpoint knows of it yet. */
  COMMITTED(
      "halt between a commit and the checkpoint",
      "io.retaillake.lakehouse.internal.TableCommitter",
      "tryCommit",
      Count.RESULTS,
      6);

  private final String description;
  private final String className;
  private final String method;
  private final Count count;
  private final int mostCalls;

  Fault(String description) {
    this(description, "", "", Count.CALLS, 1);
  }

  Fault(String description, String className, String method, Count count, int mostCalls) {
    this.description = description;
    this.className = className;
    this.method = method;
    this.count = count;
    this.mostCalls = mostCalls;
  }

  /** Where the agent halts the JVM; empty for a fault that comes from outside. */
  Optional<HaltPoint> haltPoint() {
    return className.isEmpty()
        ? Optional.empty()
        : Optional.of(new HaltPoint(className, method, count, mostCalls));
  }

  @Override
  public String toString() {
    return description;
  }

  /** What counts as a call: each one as it begins, or those that return a version or files. */
  enum Count {
    CALLS,
    RESULTS
  }

  /**
   * A method at one of whose calls the JVM halts.
   *
   * @param mostCalls the call is drawn from 1 to this: few enough to be reached within a run
   */
  record HaltPoint(String className, String method, Count count, int mostCalls) {}
}
