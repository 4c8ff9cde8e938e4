/**
 * Rows of the stream on their way into BigQuery, by Beam's own writer, beside the Delta tables. The
 * tables that it fills are the live ones; what is published to the warehouse is not here.
 */
package io.retaillake.pipelines.live;
