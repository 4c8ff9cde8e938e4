output "dataset" {
  description = "The dataset of the lakehouse's tables, as PublishWarehouse takes it."
  value       = module.bigquery.dataset_id
}

output "dbt_dataset" {
  description = "The dataset of dbt's models."
  value       = module.bigquery.dbt_dataset_id
}

output "tables" {
  description = "The tables that were made."
  value       = module.bigquery.tables
}

output "materialized_views" {
  description = "The materialized views that were made."
  value       = module.bigquery.materialized_views
}

output "bucket" {
  description = "The bucket that Parquet files are loaded through, and that the stream's job works in."
  value       = module.storage.bucket
}

output "service_accounts" {
  description = "Who runs what: stream, publish, dbt, dashboard."
  value       = module.service_accounts.emails
}

output "personal_policy_tag" {
  description = "The policy tag of personal columns, for dbt: PERSONAL_POLICY_TAG."
  value       = module.bigquery.personal_policy_tag
}

output "stream_job_id" {
  description = "The Dataflow job; null where there is none."
  value       = var.stream == null ? null : module.dataflow[0].job_id
}
