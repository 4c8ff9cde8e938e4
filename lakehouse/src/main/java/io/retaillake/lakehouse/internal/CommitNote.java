package io.retaillake.lakehouse.internal;

import java.util.Map;

/**
 * What a commit says of itself in the table's history.
 *
 * @param operation what was done, by the name that other engines use for it
 * @param parameters how it was asked for
 * @param metrics what it came to
 */
public record CommitNote(
    String operation, Map<String, String> parameters, Map<String, String> metrics) {

  /** A note without figures. */
  public static CommitNote of(String operation, Map<String, String> parameters) {
    return new CommitNote(operation, parameters, Map.of());
  }
}
