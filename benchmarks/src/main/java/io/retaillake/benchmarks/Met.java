package io.retaillake.benchmarks;

import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.event.RetailEvent;

/**
 * An accepted event and where and when its record was met.
 *
 * @param brokerMillis Kafka's time of the record
 * @param judgedMillis when it was judged
 */
public record Met(
    RetailEvent event,
    int partition,
    long offset,
    long brokerMillis,
    Arrival arrival,
    long judgedMillis) {}
