package io.retaillake.bigquery;

import java.time.Instant;

/**
 * What the warehouse holds of a table, by its own account.
 *
 * @param table the table's name
 * @param tableId the Delta table's id, which tells it from one made anew in the same folder
 * @param version the Delta version
 * @param rows rows of that version
 * @param publishedAt when it was published
 */
public record PublishedTable(
    String table, String tableId, long version, long rows, Instant publishedAt) {}
