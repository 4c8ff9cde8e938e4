package io.retaillake.lakehouse;

/**
 * Something is wrong with the lakehouse that its user can mend. The message says what, why, and
 * what to do; {@link #problem()} says it to a program.
 */
public final class LakehouseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of problem. */
  public enum Problem {
    /** The path can't be created or written. */
    NOT_WRITABLE,
    /** The path holds something that is not a Delta table. */
    NOT_A_TABLE,
    /** There is no table at the path. */
    TABLE_MISSING,
    /** The table has other columns, types or partitions than its definition. */
    SCHEMA_DIFFERS,
    /** The table needs a Delta feature that this version does not have. */
    UNSUPPORTED_TABLE,
    /** The table has no such version any more, or not yet. */
    VERSION_MISSING,
    /** Other writers were faster every time. */
    COMMIT_CONFLICT,
    /** Another maintenance of the lakehouse is running. */
    MAINTENANCE_RUNS,
    /** What was asked for would remove what has to be kept. */
    REFUSED,
    /** A file of the table can't be read. */
    READ_FAILED,
    /** A file can't be written: disk full, or the storage failed. */
    WRITE_FAILED
  }

  private final Problem problem;
  private final String what;
  private final String why;
  private final String whatToDo;

  public LakehouseException(Problem problem, String what, String why, String whatToDo) {
    this(problem, what, why, whatToDo, null);
  }

  public LakehouseException(
      Problem problem, String what, String why, String whatToDo, Throwable cause) {
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
