package io.retaillake.transforms.event;

/** Says that no schema is to be had for the id that seems to stand before a record. */
final class UnresolvedSchemaException extends Exception {

  private static final long serialVersionUID = 1L;

  UnresolvedSchemaException(String message) {
    super(message, null, false, false);
  }
}
