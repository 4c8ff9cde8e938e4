package io.retaillake.bigquery;

/**
 * What the publication of a table did.
 *
 * @param table the table's name
 * @param version the Delta version that the warehouse holds now
 * @param rows rows of that version
 * @param what what was done
 * @param rowsMoved rows that were loaded; 0 where the engine reads the lakehouse's own files
 * @param filesAdded data files that were not in the version published before
 */
public record PublishResult(
    String table, long version, long rows, What what, long rowsMoved, int filesAdded) {

  /** The kinds of publication. */
  public enum What {
    /** The version was there. */
    UNCHANGED,
    /** Only what is new was added. */
    ADDED,
    /** The whole table was published. */
    WHOLE
  }
}
