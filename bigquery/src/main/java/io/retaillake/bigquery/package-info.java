/**
 * The warehouse: what the tables of the lakehouse are published to and asked of. {@link
 * io.retaillake.bigquery.Warehouse} has two engines, BigQuery and an embedded DuckDB, that answer
 * the same statements. What a statement says is in {@code sql}; nothing here knows of Beam.
 */
package io.retaillake.bigquery;
