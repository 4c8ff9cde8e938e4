package io.retaillake.transforms.maintenance;

/**
 * What {@link ReconcileSilver} did, or would do.
 *
 * @param replaced rows of silver that a later version of their event took the place of
 * @param added events that silver did not have
 * @param filesRewritten files of silver that were rewritten; 0 in a plan
 * @param partitions months whose files were touched
 * @param withoutBronze rows of silver whose record bronze does not have: they were left alone
 */
public record Reconciled(
    long replaced, long added, long filesRewritten, long partitions, long withoutBronze) {}
