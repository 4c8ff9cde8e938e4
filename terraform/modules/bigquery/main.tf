locals {
  catalog = jsondecode(file("${var.definitions}/schemas/tables.json"))
  columns = { for name, table in local.catalog.tables : name => jsondecode(file("${var.definitions}/schemas/${name}.json")) }

  # The SQL calls the dataset retail. BigQuery wants a view's tables with their project.
  view_queries = {
    for name, view in merge(local.catalog.views, local.catalog.materialized_views) :
    name => replace(file("${var.definitions}/${view.query}"), "/\\bretail\\./", "`${var.project_id}`.${var.dataset_id}.")
  }

  tagged_columns = var.column_policy == null ? [] : var.column_policy.columns
}

resource "google_bigquery_dataset" "lakehouse" {
  project                    = var.project_id
  dataset_id                 = var.dataset_id
  location                   = var.location
  description                = "The tables of the retail lakehouse, as PublishWarehouse and the stream write them"
  delete_contents_on_destroy = !var.deletion_protection
}

resource "google_bigquery_dataset" "dbt" {
  project                    = var.project_id
  dataset_id                 = var.dbt_dataset_id
  location                   = var.location
  description                = "The models that dbt builds from the tables of the retail lakehouse"
  delete_contents_on_destroy = !var.deletion_protection
}

resource "google_bigquery_table" "table" {
  for_each = local.catalog.tables

  project             = var.project_id
  dataset_id          = google_bigquery_dataset.lakehouse.dataset_id
  table_id            = each.key
  description         = each.value.description
  clustering          = length(each.value.clustering) == 0 ? null : each.value.clustering
  deletion_protection = var.deletion_protection

  schema = jsonencode([
    for column in local.columns[each.key] : merge(
      column,
      contains(local.tagged_columns, column.name) ? { policyTags = { names = [google_data_catalog_policy_tag.personal[0].name] } } : {}
    )
  ])

  dynamic "time_partitioning" {
    for_each = can(each.value.partition) ? [each.value.partition] : []

    content {
      type          = time_partitioning.value.type
      field         = time_partitioning.value.field
      expiration_ms = try(time_partitioning.value.expiration_days * 24 * 60 * 60 * 1000, null)
    }
  }
}

resource "google_bigquery_table" "view" {
  for_each = local.catalog.views

  project             = var.project_id
  dataset_id          = google_bigquery_dataset.lakehouse.dataset_id
  table_id            = each.key
  description         = each.value.description
  deletion_protection = false

  view {
    query          = local.view_queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.table]
}

resource "google_bigquery_table" "materialized_view" {
  for_each = local.catalog.materialized_views

  project             = var.project_id
  dataset_id          = google_bigquery_dataset.lakehouse.dataset_id
  table_id            = each.key
  description         = each.value.description
  clustering          = length(each.value.clustering) == 0 ? null : each.value.clustering
  deletion_protection = false

  materialized_view {
    query               = local.view_queries[each.key]
    enable_refresh      = true
    refresh_interval_ms = each.value.refresh_minutes * 60 * 1000
  }

  depends_on = [google_bigquery_table.table]
}
