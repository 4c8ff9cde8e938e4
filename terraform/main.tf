locals {
  programs = module.service_accounts.members

  labels = {
    app         = "retail-lakehouse"
    environment = var.environment
  }

  # The tables' columns and the views' SQL: the very files that the programs use.
  definitions = "${path.module}/../bigquery/src/main/resources"

  apis = [
    "artifactregistry.googleapis.com",
    "bigquery.googleapis.com",
    "bigquerydatapolicy.googleapis.com",
    "bigquerystorage.googleapis.com",
    "datacatalog.googleapis.com",
    "dataflow.googleapis.com",
    "iam.googleapis.com",
    "monitoring.googleapis.com",
    "storage.googleapis.com",
  ]
}

resource "google_project_service" "api" {
  for_each = toset(local.apis)

  project            = var.project_id
  service            = each.value
  disable_on_destroy = false
}

module "service_accounts" {
  source = "./modules/service_accounts"

  project_id  = var.project_id
  environment = var.environment

  depends_on = [google_project_service.api]
}

module "storage" {
  source = "./modules/storage"

  project_id          = var.project_id
  environment         = var.environment
  location            = var.location
  cold_after_days     = var.cold_after_days
  deletion_protection = var.deletion_protection
  writers             = [local.programs["stream"]]
  loaders             = [local.programs["publish"]]

  depends_on = [google_project_service.api]
}

module "bigquery" {
  source = "./modules/bigquery"

  project_id          = var.project_id
  location            = var.location
  dataset_id          = var.dataset_id
  dbt_dataset_id      = var.dbt_dataset_id
  definitions         = local.definitions
  deletion_protection = var.deletion_protection
  editors             = [local.programs["stream"], local.programs["publish"]]
  dbt_editors         = [local.programs["dbt"]]
  viewers             = concat([local.programs["dashboard"]], var.engineers, var.analysts)
  row_policies        = var.regional_analysts
  all_rows            = concat(values(local.programs), var.engineers, var.analysts)
  column_policy = {
    columns        = var.personal_columns
    clear_readers  = concat([local.programs["stream"], local.programs["publish"], local.programs["dbt"]], var.engineers)
    masked_readers = concat([local.programs["dashboard"]], var.analysts, flatten([for policy in var.regional_analysts : policy.members]))
  }

  depends_on = [google_project_service.api]
}

module "dataflow" {
  source = "./modules/dataflow"
  count  = var.stream == null ? 0 : 1

  project_id      = var.project_id
  region          = var.region
  environment     = var.environment
  stream          = var.stream
  dataset_id      = module.bigquery.dataset_id
  service_account = module.service_accounts.emails["stream"]
  bucket          = module.storage.bucket

  # A worker that starts before its rights are there fails.
  depends_on = [module.service_accounts, module.storage, module.bigquery]
}

module "monitoring" {
  source = "./modules/monitoring"

  project_id          = var.project_id
  environment         = var.environment
  alert_emails        = var.alert_emails
  stream_job          = var.stream == null ? null : module.dataflow[0].name
  lag_seconds         = var.lag_seconds
  dataset_id          = module.bigquery.dataset_id
  fresh_tables        = ["silver_events", "gold_revenue_windows"]
  stale_after_minutes = var.stale_after_minutes

  depends_on = [google_project_service.api]
}
