package io.retaillake.models.cli;

/**
 * How a command ended, as its caller sees it. The first codes mean what they mean in every program
 * of the platform.
 */
public enum ExitCode {
  /** All was done. */
  OK(0),
  /** A fault of the program. */
  FAILED(1),
  /** An option is wrong or missing. */
  USAGE(2),
  /** A file can't be read or written, or the disk is full. */
  IO(5),
  /** A file's content can't be used: a column is missing, a value is wrong, too few rows. */
  DATA(7),
  /** The fit did not converge, or the fitted model has no mean. */
  NO_FIT(8);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }
}
