/**
 * Rows as the files hold them, flat: made of Avro records, or untouched on their way from file to
 * file; read, kept as bytes, sorted within a given memory, written. Knows Parquet and a table's
 * definition; knows neither the Delta log nor Kernel, nor what a row means.
 */
package io.retaillake.lakehouse.internal.flat;
