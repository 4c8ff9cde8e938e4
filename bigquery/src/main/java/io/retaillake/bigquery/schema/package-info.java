/**
 * What the warehouse's tables and views are: columns in BigQuery's own JSON, which Terraform reads
 * too, partitions, clustering, and the DDL that says the same.
 */
package io.retaillake.bigquery.schema;
