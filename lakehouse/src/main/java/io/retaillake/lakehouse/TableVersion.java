package io.retaillake.lakehouse;

import java.time.Instant;
import java.util.Map;

/**
 * One commit of a table, as its log tells it.
 *
 * @param version the version that it made
 * @param timestamp when it was made
 * @param operation what was done: WRITE, OPTIMIZE, ...; empty if its writer did not say
 * @param parameters how it was asked for
 * @param engine who did it; empty if its writer did not say
 * @param addedFiles data files that it added
 * @param removedFiles data files that it removed
 * @param addedRows rows in the added files, as far as their statistics tell
 */
public record TableVersion(
    long version,
    Instant timestamp,
    String operation,
    Map<String, String> parameters,
    String engine,
    long addedFiles,
    long removedFiles,
    long addedRows) {}
