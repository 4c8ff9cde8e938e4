package io.retaillake.lakehouse.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** What a table's log says of the table itself. */
record TableMetadata(
    String description,
    Optional<Instant> createdAt,
    int minReaderVersion,
    int minWriterVersion,
    SortedSet<String> features) {}
