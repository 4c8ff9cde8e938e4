package io.retaillake.lakehouse;

/**
 * What {@link TableRestorer} did, or would do.
 *
 * @param version the version that the table is as again
 * @param filesRestored files put back into the table
 * @param filesRemoved files taken out of it
 * @param rowsBefore rows before, as far as the statistics tell
 * @param rowsAfter rows after
 * @param offsetsRewound offsets, over all Kafka partitions, that the ledger went back by
 */
public record Restored(
    long version,
    long filesRestored,
    long filesRemoved,
    long rowsBefore,
    long rowsAfter,
    long offsetsRewound) {}
