/**
 * BigQuery, by Google's own client: datasets, tables and views, loading, statements, and what each
 * error means. An emulator is reached the same way, by its address.
 */
package io.retaillake.bigquery.cloud;
