package io.retaillake.bigquery;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Something is wrong with the warehouse that its user can mend. The message says what, why, and
 * what to do; {@link #problem()} says it to a program.
 */
public final class WarehouseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of problem. */
  public enum Problem {
    /** The file or the service can't be reached. */
    UNREACHABLE,
    /** Another process has the file open, or another publication is on its way. */
    BUSY,
    /** There are no credentials, or they do not suffice. */
    NO_ACCESS,
    /** The project, the dataset or its location is not what was said. */
    WRONG_PLACE,
    /** A quota of the service is used up. */
    QUOTA,
    /** A table or view that the statement reads was not published. */
    TABLE_MISSING,
    /** The warehouse's table has other columns than the lakehouse's. */
    SCHEMA_DIFFERS,
    /** The statement would read more than the cost guard allows. */
    TOO_EXPENSIVE,
    /** The statement did not end in the time allowed. */
    TIMEOUT,
    /** The statement is wrong. */
    WRONG_STATEMENT,
    /** A file that was published is no more, or holds other rows than its table's log says. */
    STALE,
    /** Anything else that the engine reported. */
    FAILED
  }

  private final Problem problem;
  private final String what;
  private final String why;
  private final String whatToDo;

  public WarehouseException(Problem problem, String what, String why, String whatToDo) {
    this(problem, what, why, whatToDo, null);
  }

  public WarehouseException(
      Problem problem, String what, String why, String whatToDo, @Nullable Throwable cause) {
    super(what + " " + why + " " + whatToDo, cause);
    this.problem = problem;
    this.what = what;
    this.why = why;
    this.whatToDo = whatToDo;
  }

  public Problem problem() {
    return problem;
  }

  /** What is wrong: a sentence. */
  public String what() {
    return what;
  }

  /** Why: a sentence. */
  public String why() {
    return why;
  }

  /** What to do about it: a sentence. */
  public String whatToDo() {
    return whatToDo;
  }
}
