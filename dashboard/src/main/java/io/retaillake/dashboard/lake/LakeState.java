package io.retaillake.dashboard.lake;

import java.util.Map;
import java.util.Optional;

/**
 * What the figures are of.
 *
 * @param generation grows by one with each change
 * @param tables the tables that are there, by name
 * @param problems why a table could not be read, by its name; its figures are the last good ones
 */
public record LakeState(
    long generation, Map<String, LakeTable> tables, Map<String, String> problems) {

  /** The table, if it is there. */
  public Optional<LakeTable> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }
}
