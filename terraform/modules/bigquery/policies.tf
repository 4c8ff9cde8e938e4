locals {
  with_columns = var.column_policy == null ? 0 : 1

  # Row policies go to the table that has both a customer and the customer's country.
  row_policy_table = "gold_user_features"
  with_rows        = length(var.row_policies) == 0 ? 0 : 1
}

resource "google_data_catalog_taxonomy" "privacy" {
  count = local.with_columns

  project                = var.project_id
  region                 = lower(var.location)
  display_name           = "${var.dataset_id} privacy"
  description            = "Who may see what tells of a person in the dataset ${var.dataset_id}"
  activated_policy_types = ["FINE_GRAINED_ACCESS_CONTROL"]
}

resource "google_data_catalog_policy_tag" "personal" {
  count = local.with_columns

  taxonomy     = google_data_catalog_taxonomy.privacy[0].id
  display_name = "personal"
  description  = "Tells of a person"
}

resource "google_data_catalog_policy_tag_iam_member" "clear_reader" {
  for_each = toset(var.column_policy == null ? [] : var.column_policy.clear_readers)

  policy_tag = google_data_catalog_policy_tag.personal[0].name
  role       = "roles/datacatalog.categoryFineGrainedReader"
  member     = each.value
}

# The same value always has the same hash, so masked readers can still join and count.
resource "google_bigquery_datapolicy_data_policy" "hashed" {
  count = local.with_columns

  project          = var.project_id
  location         = lower(var.location)
  data_policy_id   = "${var.dataset_id}_personal_hashed"
  policy_tag       = google_data_catalog_policy_tag.personal[0].name
  data_policy_type = "DATA_MASKING_POLICY"

  data_masking_policy {
    predefined_expression = "SHA256"
  }
}

resource "google_bigquery_datapolicy_data_policy_iam_member" "masked_reader" {
  for_each = toset(var.column_policy == null ? [] : var.column_policy.masked_readers)

  project        = var.project_id
  location       = google_bigquery_datapolicy_data_policy.hashed[0].location
  data_policy_id = google_bigquery_datapolicy_data_policy.hashed[0].data_policy_id
  role           = "roles/bigquerydatapolicy.maskedReader"
  member         = each.value
}

# With the first row policy a table shows its other readers nothing, the programs included.
resource "google_bigquery_row_access_policy" "all_rows" {
  count = local.with_rows

  project          = var.project_id
  dataset_id       = google_bigquery_dataset.lakehouse.dataset_id
  table_id         = google_bigquery_table.table[local.row_policy_table].table_id
  policy_id        = "all_rows"
  filter_predicate = "true"
  grantees         = var.all_rows
}

resource "google_bigquery_row_access_policy" "countries" {
  for_each = var.row_policies

  project          = var.project_id
  dataset_id       = google_bigquery_dataset.lakehouse.dataset_id
  table_id         = google_bigquery_table.table[local.row_policy_table].table_id
  policy_id        = each.key
  filter_predicate = "home_country in (${join(", ", [for country in each.value.countries : "'${country}'"])})"
  grantees         = each.value.members

  # The other way round the programs would see nothing for a while.
  depends_on = [google_bigquery_row_access_policy.all_rows]
}

# Rights on the table itself: a row policy narrows what its members may read, and gives no right.
resource "google_bigquery_table_iam_member" "regional_reader" {
  for_each = toset(flatten([for policy in var.row_policies : policy.members]))

  project    = var.project_id
  dataset_id = google_bigquery_dataset.lakehouse.dataset_id
  table_id   = google_bigquery_table.table[local.row_policy_table].table_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}
