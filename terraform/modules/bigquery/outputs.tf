output "dataset_id" {
  description = "The dataset of the lakehouse's tables."
  value       = google_bigquery_dataset.lakehouse.dataset_id
}

output "dbt_dataset_id" {
  description = "The dataset of dbt's models."
  value       = google_bigquery_dataset.dbt.dataset_id
}

output "personal_policy_tag" {
  description = "The policy tag of personal columns; null where there is none."
  value       = one(google_data_catalog_policy_tag.personal[*].name)
}

output "tables" {
  description = "Names of the tables."
  value       = sort(keys(google_bigquery_table.table))
}

output "views" {
  description = "Names of the views."
  value       = sort(keys(google_bigquery_table.view))
}

output "materialized_views" {
  description = "Names of the materialized views."
  value       = sort(keys(google_bigquery_table.materialized_view))
}
