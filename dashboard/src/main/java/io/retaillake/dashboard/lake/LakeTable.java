package io.retaillake.dashboard.lake;

import java.time.Instant;

/**
 * The version of a table that the figures are of.
 *
 * @param name the table's name
 * @param version the Delta version
 * @param rows rows of that version
 * @param files data files of that version
 * @param committedAt when it was committed
 */
public record LakeTable(String name, long version, long rows, int files, Instant committedAt) {}
