# The job on Dataflow, and who is told of what.
mock_provider "google" {}
mock_provider "google-beta" {}

variables {
  project_id          = "example-retail"
  region              = "us-central1"
  environment         = "test"
  dataset_id          = "retail"
  service_account     = "stream@example.iam.gserviceaccount.com"
  bucket              = "example-bucket"
  alert_emails        = ["on-call@example.com"]
  stream_job          = "retail-test-stream"
  lag_seconds         = 60
  fresh_tables        = ["silver_events"]
  stale_after_minutes = 30
  stream = {
    template_path     = "gs://example-bucket/stream.json"
    bootstrap_servers = "broker-1:9092"
    topic             = "retail-events"
    lakehouse         = "/mnt/lakehouse"
    options           = { outOfOrderness = "2s", topic = "other-events" }
    machine_type      = "n2-standard-2"
    max_workers       = 4
  }
}

run "the_job_gets_the_streams_options" {
  command = plan

  module {
    source = "./modules/dataflow"
  }

  assert {
    condition = google_dataflow_flex_template_job.stream.parameters == tomap({
      bootstrapServers = "broker-1:9092"
      topic            = "other-events"
      lakehouse        = "/mnt/lakehouse"
      bigQueryDataset  = "example-retail.retail"
      outOfOrderness   = "2s"
    })
    error_message = jsonencode(google_dataflow_flex_template_job.stream.parameters)
  }

  assert {
    condition     = google_dataflow_flex_template_job.stream.on_delete == "drain" && google_dataflow_flex_template_job.stream.ip_configuration == "WORKER_IP_PRIVATE"
    error_message = "The job is cut off when it is deleted, or its workers are on the internet."
  }
}

run "lag_failure_and_staleness_are_told" {
  command = plan

  module {
    source = "./modules/monitoring"
  }

  assert {
    condition     = output.alerts == tolist(["test: silver_events is stale", "test: the stream has failed", "test: the stream is behind"])
    error_message = join(", ", output.alerts)
  }

  assert {
    condition     = [for condition in google_monitoring_alert_policy.lag["job"].conditions : one(condition.condition_threshold).threshold_value] == [60, 600]
    error_message = "The alert on lag has other thresholds."
  }

  assert {
    condition     = one(one(google_monitoring_alert_policy.stale["silver_events"].conditions).condition_absent).duration == "1800s"
    error_message = "The alert on staleness waits for another time."
  }
}
