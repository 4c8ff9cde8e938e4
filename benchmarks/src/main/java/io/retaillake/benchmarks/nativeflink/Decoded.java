package io.retaillake.benchmarks.nativeflink;

import io.retaillake.transforms.event.RetailEvent;

/** A record of Kafka that holds an acceptable event; it never leaves the source's own chain. */
record Decoded(
    RetailEvent event,
    byte[] value,
    int partition,
    long offset,
    long brokerMillis,
    long eventMillis) {}
