/**
 * The streaming pipeline as a user runs it: its options, its graph, and what each runner needs.
 * Only wiring; the steps live in {@code transforms}.
 */
package io.retaillake.pipelines.stream;
