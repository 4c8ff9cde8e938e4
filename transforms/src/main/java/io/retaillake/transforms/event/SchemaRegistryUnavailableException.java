package io.retaillake.transforms.event;

/**
 * Says that the schema registry gave no usable answer: it is down, slow, refuses us, or is no
 * registry. The record that asked may be sound, so the pipeline should fail and retry rather than
 * lose it to quarantine.
 */
public final class SchemaRegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SchemaRegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public SchemaRegistryUnavailableException(String message) {
    super(message);
  }
}
