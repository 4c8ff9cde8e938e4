/**
 * Statements: GoogleSQL as it is written, and the DuckDB text that the build makes of it. What runs
 * them is not here.
 */
package io.retaillake.bigquery.sql;
