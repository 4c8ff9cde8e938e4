# Who may do what, and what becomes of old files.
mock_provider "google" {}

variables {
  project_id          = "example-retail"
  environment         = "test"
  location            = "US"
  cold_after_days     = 90
  deletion_protection = true
  writers             = ["serviceAccount:stream@example.iam.gserviceaccount.com"]
  loaders             = ["serviceAccount:publish@example.iam.gserviceaccount.com"]
}

run "programs_have_few_rights_on_the_project" {
  command = plan

  module {
    source = "./modules/service_accounts"
  }

  assert {
    condition     = sort(distinct([for grant in google_project_iam_member.grant : grant.role])) == tolist(["roles/bigquery.jobUser", "roles/dataflow.worker"])
    error_message = "A program has a right on the whole project that it could have on less."
  }

  assert {
    condition     = [for grant in google_project_iam_member.grant : grant.member if grant.role == "roles/dataflow.worker"] == ["serviceAccount:retail-test-stream@example-retail.iam.gserviceaccount.com"]
    error_message = "Others than the stream are workers of Dataflow."
  }
}

run "the_bucket_is_closed_to_the_public" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition     = google_storage_bucket.lakehouse.public_access_prevention == "enforced" && google_storage_bucket.lakehouse.uniform_bucket_level_access
    error_message = "The bucket could be opened to the public."
  }

  assert {
    condition     = !google_storage_bucket.lakehouse.force_destroy
    error_message = "The bucket could be deleted with what is in it."
  }
}

run "no_rule_touches_a_tables_log_or_deletes_its_files" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition     = alltrue([for rule in google_storage_bucket.lakehouse.lifecycle_rule : length(coalesce(one(rule.condition).matches_prefix, [])) > 0 if one(rule.action).type != "AbortIncompleteMultipartUpload"])
    error_message = "A rule goes for the whole bucket, the tables' logs among it."
  }

  assert {
    condition     = alltrue([for rule in google_storage_bucket.lakehouse.lifecycle_rule : alltrue([for prefix in one(rule.condition).matches_prefix : !startswith(prefix, "lakehouse/")]) if one(rule.action).type == "Delete"])
    error_message = "A rule deletes files of tables; only VACUUM may."
  }
}
