package io.retaillake.pipelines.quarantine;

/**
 * Where a quarantined record was on its topic.
 *
 * @param partition its partition
 * @param offset its offset there
 */
record RecordPlace(int partition, long offset) {}
