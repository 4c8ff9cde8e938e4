# The datasets, tables, views and policies.
mock_provider "google" {}

variables {
  project_id     = "example-retail"
  location       = "EU"
  dataset_id     = "shop"
  dbt_dataset_id = "shop_dbt"
  definitions    = "../bigquery/src/main/resources"
}

run "each_schema_file_makes_a_table" {
  command = plan

  module {
    source = "./modules/bigquery"
  }

  assert {
    condition     = output.tables == sort([for file in fileset("../bigquery/src/main/resources/schemas", "*.json") : trimsuffix(file, ".json") if file != "tables.json"])
    error_message = "Tables: ${join(", ", output.tables)}"
  }

  assert {
    condition     = alltrue([for name, table in google_bigquery_table.table : jsondecode(table.schema) == jsondecode(file("../bigquery/src/main/resources/schemas/${name}.json"))])
    error_message = "A table has other columns than its schema file."
  }

  assert {
    condition     = alltrue([for table in google_bigquery_table.table : table.deletion_protection])
    error_message = "A table can be deleted by mistake."
  }
}

run "silver_is_partitioned_by_day_and_clustered" {
  command = plan

  module {
    source = "./modules/bigquery"
  }

  assert {
    condition     = one(google_bigquery_table.table["silver_events"].time_partitioning).field == "event_date" && one(google_bigquery_table.table["silver_events"].time_partitioning).type == "DAY"
    error_message = "silver_events is not partitioned by event_date."
  }

  assert {
    condition     = google_bigquery_table.table["silver_events"].clustering == tolist(["user_id", "category"])
    error_message = "silver_events is not clustered by user_id and category."
  }

  assert {
    condition     = one(google_bigquery_table.table["quarantine_events"].time_partitioning).expiration_ms == 30 * 24 * 60 * 60 * 1000
    error_message = "The quarantine is not kept for 30 days."
  }
}

run "views_read_the_tables_of_this_dataset" {
  command = plan

  module {
    source = "./modules/bigquery"
  }

  assert {
    condition     = alltrue([for view in google_bigquery_table.view : strcontains(one(view.view).query, "from `example-retail`.shop.")])
    error_message = "A view reads from elsewhere."
  }

  assert {
    condition     = strcontains(one(google_bigquery_table.materialized_view["mv_revenue_by_category_month"].materialized_view).query, "from `example-retail`.shop.silver_events")
    error_message = "The materialized view reads from elsewhere."
  }

  assert {
    condition     = one(google_bigquery_table.materialized_view["mv_revenue_by_category_month"].materialized_view).enable_refresh
    error_message = "The materialized view is not refreshed."
  }
}

run "without_policies_none_are_made" {
  command = plan

  module {
    source = "./modules/bigquery"
  }

  assert {
    condition     = length(google_data_catalog_taxonomy.privacy) == 0 && length(google_bigquery_row_access_policy.all_rows) == 0
    error_message = "Policies were made that nobody asked for."
  }
}

run "personal_columns_are_tagged_wherever_they_are" {
  # The tag's name is known only once it is there.
  command = apply

  module {
    source = "./modules/bigquery"
  }

  variables {
    column_policy = {
      columns        = ["user_id", "session_id"]
      clear_readers  = ["group:engineers@example.com"]
      masked_readers = ["group:analysts@example.com"]
    }
  }

  assert {
    condition = alltrue(flatten([
      for table in google_bigquery_table.table : [
        for column in jsondecode(table.schema) : join(",", try(column.policyTags.names, [])) == (contains(["user_id", "session_id"], column.name) ? output.personal_policy_tag : "")
      ]
    ]))
    error_message = "A personal column has no tag, or another column has one."
  }

  assert {
    condition     = google_bigquery_datapolicy_data_policy.hashed[0].location == "eu" && one(google_bigquery_datapolicy_data_policy.hashed[0].data_masking_policy).predefined_expression == "SHA256"
    error_message = "Masked readers don't get hashes."
  }

  assert {
    condition     = keys(google_bigquery_datapolicy_data_policy_iam_member.masked_reader) == ["group:analysts@example.com"]
    error_message = "Others than the analysts read hashes."
  }
}

run "with_a_row_policy_the_programs_still_see_all_rows" {
  command = plan

  module {
    source = "./modules/bigquery"
  }

  variables {
    all_rows = ["serviceAccount:publish@example.iam.gserviceaccount.com"]
    row_policies = {
      dach = { members = ["group:dach@example.com"], countries = ["AT", "CH", "DE"] }
    }
  }

  assert {
    condition     = google_bigquery_row_access_policy.countries["dach"].filter_predicate == "home_country in ('AT', 'CH', 'DE')"
    error_message = google_bigquery_row_access_policy.countries["dach"].filter_predicate
  }

  assert {
    condition     = google_bigquery_row_access_policy.all_rows[0].grantees == tolist(["serviceAccount:publish@example.iam.gserviceaccount.com"])
    error_message = "The programs are shut out."
  }
}

run "a_folder_without_definitions_is_refused" {
  command = plan

  module {
    source = "./modules/bigquery"
  }

  variables {
    definitions = "."
  }

  expect_failures = [var.definitions]
}
