/**
 * Lakehouses for tests: the tables of the warehouse's schema, filled with rows that a test says.
 */
package io.retaillake.bigquery.testing;
