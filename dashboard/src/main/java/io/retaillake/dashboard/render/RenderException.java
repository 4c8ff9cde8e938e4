package io.retaillake.dashboard.render;

/** A chart could not be drawn: its specification or title script is wrong, or the renderer died. */
public final class RenderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RenderException(String message) {
    super(message);
  }

  public RenderException(String message, Throwable cause) {
    super(message, cause);
  }
}
