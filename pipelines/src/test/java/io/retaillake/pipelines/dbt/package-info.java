/** The dbt project on what the pipelines have written, on DuckDB and on an emulator of BigQuery. */
package io.retaillake.pipelines.dbt;
