/**
 * The program that publishes segments and values to where a CRM takes them: what changed, as JSON
 * lines and as rows of a PostgreSQL table. What a segment is, is not here.
 */
package io.retaillake.pipelines.activation;
