package io.retaillake.transforms.event;

/**
 * Says that bytes are no event: retrying will not help, the record belongs in quarantine.
 *
 * <p>{@link #reason()} is short and stable: records with the same fault have the same reason, so
 * that a quarantine can be grouped by it. It never holds anything of the record's content.
 */
public final class UndecodableEventException extends Exception {

  private static final long serialVersionUID = 1L;

  UndecodableEventException(String reason) {
    this(reason, null);
  }

  UndecodableEventException(String reason, Throwable cause) {
    // A malformed flood must not cost a stack trace a record; the reason says it all.
    super(reason, cause, false, false);
  }

  /** What is wrong with the bytes, such as {@code truncated record in field price}. */
  public String reason() {
    return getMessage();
  }
}
