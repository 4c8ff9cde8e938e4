# Plans of the whole installation, without Google Cloud: what is made, and what is refused.
mock_provider "google" {}
mock_provider "google-beta" {}

variables {
  project_id   = "example-retail"
  environment  = "test"
  engineers    = ["group:engineers@example.com"]
  analysts     = ["group:analysts@example.com"]
  alert_emails = ["on-call@example.com"]
}

run "without_a_stream_there_is_no_job_and_no_alert_on_its_lag" {
  command = plan

  assert {
    condition     = length(module.dataflow) == 0
    error_message = "A job was made although no stream was given."
  }

  assert {
    condition     = output.stream_job_id == null
    error_message = "There is no job, so it has no id."
  }

  assert {
    condition     = module.monitoring.alerts == tolist(["test: gold_revenue_windows is stale", "test: silver_events is stale"])
    error_message = "Only the alerts on freshness are needed: ${join(", ", module.monitoring.alerts)}"
  }
}

run "a_stream_brings_a_job_and_the_alerts_on_it" {
  command = plan

  variables {
    stream = {
      template_path     = "gs://example-bucket/stream.json"
      bootstrap_servers = "broker-1:9092,broker-2:9092"
      lakehouse         = "/mnt/lakehouse"
      options           = { outOfOrderness = "2s" }
    }
  }

  assert {
    condition     = length(module.dataflow) == 1
    error_message = "No job was made."
  }

  assert {
    condition     = contains(module.monitoring.alerts, "test: the stream is behind") && contains(module.monitoring.alerts, "test: the stream has failed")
    error_message = "The job isn't watched: ${join(", ", module.monitoring.alerts)}"
  }
}

run "every_program_has_an_account_of_its_own" {
  command = plan

  assert {
    condition     = keys(output.service_accounts) == ["dashboard", "dbt", "publish", "stream"]
    error_message = "Accounts: ${join(", ", keys(output.service_accounts))}"
  }

  assert {
    condition     = length(distinct(values(output.service_accounts))) == 4
    error_message = "Two programs share an account."
  }
}

run "a_projects_name_is_not_its_id" {
  command = plan

  variables {
    project_id = "Example Retail"
  }

  expect_failures = [var.project_id]
}

run "a_zone_is_no_region" {
  command = plan

  variables {
    region = "us-central1-a"
  }

  expect_failures = [var.region]
}

run "a_dataset_has_no_hyphen" {
  command = plan

  variables {
    dataset_id = "retail-data"
  }

  expect_failures = [var.dataset_id]
}

run "dbt_does_not_build_among_the_lakehouses_tables" {
  command = plan

  variables {
    dbt_dataset_id = "retail"
  }

  expect_failures = [var.dbt_dataset_id]
}

run "a_bare_address_is_no_member" {
  command = plan

  variables {
    analysts = ["analysts@example.com"]
  }

  expect_failures = [var.analysts]
}

run "brokers_have_ports" {
  command = plan

  variables {
    stream = {
      template_path     = "gs://example-bucket/stream.json"
      bootstrap_servers = "broker-1"
      lakehouse         = "/mnt/lakehouse"
    }
  }

  expect_failures = [var.stream]
}

run "a_country_is_two_letters" {
  command = plan

  variables {
    regional_analysts = {
      germany = { members = ["group:de@example.com"], countries = ["Germany"] }
    }
  }

  expect_failures = [var.regional_analysts]
}

run "less_lag_than_is_promised_is_no_alarm" {
  command = plan

  variables {
    lag_seconds = 5
  }

  expect_failures = [var.lag_seconds]
}
