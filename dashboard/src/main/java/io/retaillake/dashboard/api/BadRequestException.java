package io.retaillake.dashboard.api;

/**
 * What was asked for can't be answered. The message says why and what to do, and repeats nothing.
 */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  public BadRequestException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /** The parameter that is wrong. */
  public String parameter() {
    return parameter;
  }
}
