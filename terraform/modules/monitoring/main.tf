locals {
  job = var.stream_job == null ? {} : { job = var.stream_job }

  job_filter = "resource.type = \"dataflow_job\" AND resource.labels.job_name = \"${coalesce(var.stream_job, "none")}\""
}

resource "google_monitoring_notification_channel" "email" {
  for_each = toset(var.alert_emails)

  project      = var.project_id
  display_name = each.value
  type         = "email"
  labels       = { email_address = each.value }
}

resource "google_monitoring_alert_policy" "lag" {
  for_each = local.job

  project               = var.project_id
  display_name          = "${var.environment}: the stream is behind"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = [for channel in google_monitoring_notification_channel.email : channel.id]

  conditions {
    display_name = "A record waits for more than ${var.lag_seconds} s"

    condition_threshold {
      filter          = "${local.job_filter} AND metric.type = \"dataflow.googleapis.com/job/system_lag\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.lag_seconds
      duration        = "300s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  conditions {
    display_name = "The watermark is more than ${10 * var.lag_seconds} s old"

    condition_threshold {
      filter          = "${local.job_filter} AND metric.type = \"dataflow.googleapis.com/job/data_watermark_age\""
      comparison      = "COMPARISON_GT"
      threshold_value = 10 * var.lag_seconds
      duration        = "300s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Look at the job's throughput and its logs. More workers: `stream.max_workers`. One partition alone behind: its consumers wait for one broker, or one customer sends very much."
  }
}

resource "google_monitoring_alert_policy" "failed" {
  for_each = local.job

  project               = var.project_id
  display_name          = "${var.environment}: the stream has failed"
  combiner              = "OR"
  severity              = "CRITICAL"
  notification_channels = [for channel in google_monitoring_notification_channel.email : channel.id]

  conditions {
    display_name = "The job has failed"

    condition_threshold {
      filter          = "${local.job_filter} AND metric.type = \"dataflow.googleapis.com/job/is_failed\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Read the job's last errors, mend, and `terraform apply` again: the new job goes on from what the tables hold."
  }
}

resource "google_monitoring_alert_policy" "stale" {
  for_each = toset(var.fresh_tables)

  project               = var.project_id
  display_name          = "${var.environment}: ${each.value} is stale"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = [for channel in google_monitoring_notification_channel.email : channel.id]

  conditions {
    display_name = "No row for ${var.stale_after_minutes} minutes"

    condition_absent {
      filter   = "resource.type = \"bigquery_dataset\" AND resource.labels.dataset_id = \"${var.dataset_id}\" AND metric.type = \"bigquery.googleapis.com/storage/uploaded_row_count\" AND metric.labels.table = \"${each.value}\""
      duration = "${var.stale_after_minutes * 60}s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Does the stream run, and does PublishWarehouse? `dbt source freshness` tells how old the newest row is. An alert of this kind begins only after the table's first rows."
  }
}
