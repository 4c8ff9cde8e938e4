package io.retaillake.models.tracking;

/** A run can't be recorded, for a reason that its user can mend. */
public final class TrackingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String why;
  private final String whatToDo;

  /** An error in three parts, each a sentence without a full stop. */
  public TrackingException(String what, String why, String whatToDo, Throwable cause) {
    super(what + ": " + why + ". " + whatToDo, cause);
    this.what = what;
    this.why = why;
    this.whatToDo = whatToDo;
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
