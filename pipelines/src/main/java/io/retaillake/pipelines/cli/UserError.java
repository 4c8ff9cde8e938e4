package io.retaillake.pipelines.cli;

/**
 * An error that the user can mend. It says what is wrong, why, and what to do, and how the program
 * ends because of it.
 */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String problem;
  private final String why;
  private final String remedy;

  /**
   * An error in three parts, each a sentence without a full stop.
   *
   * @param problem what is wrong, such as {@code no Kafka broker answers at localhost:9092}
   * @param why what is known of the cause
   * @param remedy what the user can do
   */
  public UserError(ExitCode exitCode, String problem, String why, String remedy) {
    this(exitCode, problem, why, remedy, null);
  }

  /** As above, with the exception that brought it to light. */
  public UserError(ExitCode exitCode, String problem, String why, String remedy, Throwable cause) {
    super(problem + ": " + why + ". " + remedy, cause);
    this.exitCode = exitCode;
    this.problem = problem;
    this.why = why;
    this.remedy = remedy;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String problem() {
    return problem;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }
}
