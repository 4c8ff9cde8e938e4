/**
 * Readers of our tables that are not our own: delta-rs and DuckDB, in the Python environment that
 * the build makes. Integration tests judge tables by what these see.
 */
package io.retaillake.pipelines.witness;
