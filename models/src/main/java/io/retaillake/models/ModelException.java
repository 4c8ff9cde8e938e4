package io.retaillake.models;

/**
 * A model can't be fitted or used for a reason that its user can mend. The message says what, why,
 * and what to do; {@link #problem()} says it to a program.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of problem. */
  public enum Problem {
    /** A setting or an argument is out of its range. */
    WRONG_SETTING,
    /** The data are not what they should be: a column, a value, too few of them, all equal. */
    BAD_DATA,
    /** The data are fine, but no model can be had from them: the fit runs away. */
    NO_FIT
  }

  private final Problem problem;
  private final String what;
  private final String why;
  private final String whatToDo;

  /** An error in three parts, each a sentence without a full stop. */
  public ModelException(Problem problem, String what, String why, String whatToDo) {
    super(what + ": " + why + ". " + whatToDo);
    this.problem = problem;
    this.what = what;
    this.why = why;
    this.whatToDo = whatToDo;
  }

  /** A setting that is out of its range. */
  public static ModelException wrongSetting(String what, String why, String whatToDo) {
    return new ModelException(Problem.WRONG_SETTING, what, why, whatToDo);
  }

  /** Data that no model can be made of. */
  public static ModelException badData(String what, String why, String whatToDo) {
    return new ModelException(Problem.BAD_DATA, what, why, whatToDo);
  }

  /** A fit that has no end. */
  public static ModelException noFit(String what, String why, String whatToDo) {
    return new ModelException(Problem.NO_FIT, what, why, whatToDo);
  }

  public Problem problem() {
    return problem;
  }

  /** What is wrong. */
  public String what() {
    return what;
  }

  /** Why it is. */
  public String why() {
    return why;
  }

  /** What to do about it. */
  public String whatToDo() {
    return whatToDo;
  }
}
