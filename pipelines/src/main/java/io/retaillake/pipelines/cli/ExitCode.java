package io.retaillake.pipelines.cli;

/** How a program ended, as its caller sees it. Every program of the platform uses these codes. */
public enum ExitCode {
  /** All was done. */
  OK(0),
  /** The run failed, or the books do not balance. */
  FAILED(1),
  /** An option is wrong or missing. */
  USAGE(2),
  /** Kafka can't be reached or started, or the topic is missing. */
  KAFKA(3),
  /** The lakehouse's folder or one of its tables is not what it should be. */
  LAKEHOUSE(4),
  /** A file can't be read or written, the disk is full, or a port is taken. */
  IO(5),
  /** The warehouse can't be reached or used, or refused a statement. */
  WAREHOUSE(6),
  /** The data can't be used for a model: too few of them, all equal, a value that can't be. */
  DATA(7),
  /** A fit did not converge, or the fitted model has no mean. */
  NO_FIT(8),
  /** A service that a run is recorded or published to can't be used. */
  SERVICE(9),
  /** A restore was asked for and did not happen. */
  NOT_RESTORED(10);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }
}
