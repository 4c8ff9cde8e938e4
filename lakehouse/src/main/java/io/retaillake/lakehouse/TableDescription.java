package io.retaillake.lakehouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to know of a version of a table without reading its rows.
 *
 * @param version the version
 * @param timestamp when it was committed
 * @param comment what the table is
 * @param createdAt when the table was made, if the log says so
 * @param minReaderVersion Delta protocol a reader has to know
 * @param minWriterVersion Delta protocol a writer has to know
 * @param features named features of the protocol
 * @param partitionColumns in order
 * @param partitions how many combinations of their values there are; 1 if not partitioned
 * @param files data files
 * @param rows rows, by the files' statistics
 * @param bytes bytes of the files
 * @param smallestFileBytes of the smallest file; 0 if there is none
 * @param largestFileBytes of the largest file; 0 if there is none
 * @param properties the table's properties
 * @param ledgers last offset of each Kafka partition, and versions of source tables
 */
public record TableDescription(
    long version,
    Instant timestamp,
    String comment,
    Optional<Instant> createdAt,
    int minReaderVersion,
    int minWriterVersion,
    Set<String> features,
    List<String> partitionColumns,
    long partitions,
    long files,
    long rows,
    long bytes,
    long smallestFileBytes,
    long largestFileBytes,
    Map<String, String> properties,
    Map<String, Long> ledgers) {}
