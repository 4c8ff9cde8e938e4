/**
 * The warehouse as a user runs it: publishing the lakehouse's tables to it, and asking statements
 * of it. What a warehouse is lives in the {@code bigquery} module.
 */
package io.retaillake.pipelines.warehouse;
