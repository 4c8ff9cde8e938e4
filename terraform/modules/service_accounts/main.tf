# One account a program. Rights on data are given by the modules that own the data; here are only
# those that can't be given on anything smaller than the project. No keys are made: programs in
# Google Cloud run as their account, and those elsewhere impersonate it.
locals {
  accounts = {
    stream = {
      name  = "Streams events from Kafka into the lakehouse"
      roles = ["roles/dataflow.worker", "roles/bigquery.jobUser"]
    }
    publish = {
      name  = "Publishes the lakehouse's tables to BigQuery"
      roles = ["roles/bigquery.jobUser"]
    }
    dbt = {
      name  = "Builds dbt's models"
      roles = ["roles/bigquery.jobUser"]
    }
    dashboard = {
      name  = "Queries the warehouse for the dashboard"
      roles = ["roles/bigquery.jobUser"]
    }
  }

  # Made of names rather than asked of the accounts, so that a plan knows who gets a right before the
  # accounts exist.
  emails = { for account, properties in local.accounts : account => "retail-${var.environment}-${account}@${var.project_id}.iam.gserviceaccount.com" }

  grants = merge([
    for account, properties in local.accounts : {
      for role in properties.roles : "${account} ${role}" => { account = account, role = role }
    }
  ]...)
}

resource "google_service_account" "program" {
  for_each = local.accounts

  project      = var.project_id
  account_id   = "retail-${var.environment}-${each.key}"
  display_name = each.value.name
}

resource "google_project_iam_member" "grant" {
  for_each = local.grants

  project = var.project_id
  role    = each.value.role
  member  = "serviceAccount:${local.emails[each.value.account]}"

  depends_on = [google_service_account.program]
}
