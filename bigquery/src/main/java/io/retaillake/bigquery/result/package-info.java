/** Rows of a statement for people and for other programs. */
package io.retaillake.bigquery.result;
