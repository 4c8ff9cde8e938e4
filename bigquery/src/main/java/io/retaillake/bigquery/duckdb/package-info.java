/**
 * The embedded engine: a DuckDB file with views over the data files of the lakehouse's tables. No
 * row is copied, save those of the materialized views.
 */
package io.retaillake.bigquery.duckdb;
