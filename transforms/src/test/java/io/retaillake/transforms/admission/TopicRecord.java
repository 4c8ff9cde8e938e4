package io.retaillake.transforms.admission;

import org.checkerframework.checker.nullness.qual.Nullable;

/** A record of a partition, as it lies in the topic. */
public record TopicRecord(long offset, byte @Nullable [] value) {}
