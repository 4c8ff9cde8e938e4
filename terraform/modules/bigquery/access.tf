# Rights on the datasets, and on nothing else of the project.
resource "google_bigquery_dataset_iam_member" "editor" {
  for_each = toset(var.editors)

  project    = var.project_id
  dataset_id = google_bigquery_dataset.lakehouse.dataset_id
  role       = "roles/bigquery.dataEditor"
  member     = each.value
}

resource "google_bigquery_dataset_iam_member" "viewer" {
  for_each = toset(concat(var.viewers, var.dbt_editors))

  project    = var.project_id
  dataset_id = google_bigquery_dataset.lakehouse.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}

resource "google_bigquery_dataset_iam_member" "dbt_editor" {
  for_each = toset(var.dbt_editors)

  project    = var.project_id
  dataset_id = google_bigquery_dataset.dbt.dataset_id
  role       = "roles/bigquery.dataEditor"
  member     = each.value
}

resource "google_bigquery_dataset_iam_member" "dbt_viewer" {
  for_each = toset(var.viewers)

  project    = var.project_id
  dataset_id = google_bigquery_dataset.dbt.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}
