package io.retaillake.pipelines.replay;

/** Says that a row can't become an event: which field of the event is at fault, and why. */
final class BadRowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;

  BadRowException(String field, String reason) {
    super(reason, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }

  String reason() {
    return getMessage();
  }
}
