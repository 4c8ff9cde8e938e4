resource "google_storage_bucket" "lakehouse" {
  project                     = var.project_id
  name                        = "${var.project_id}-${var.environment}-lakehouse"
  location                    = var.location
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection

  # What was deleted by mistake can be brought back for a week. Object versions would keep each file
  # that compaction replaces; Delta's own time travel is for that.
  soft_delete_policy {
    retention_duration_seconds = 7 * 24 * 60 * 60
  }

  # Bronze is seldom read once it is refined. Its log (_delta_log) is read by every reader and stays.
  lifecycle_rule {
    action {
      type          = "SetStorageClass"
      storage_class = "NEARLINE"
    }
    condition {
      age                   = var.cold_after_days
      matches_prefix        = ["lakehouse/bronze_events/event_year="]
      matches_storage_class = ["STANDARD"]
    }
  }

  # Files of loads that a crash left behind.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 1
      matches_prefix = ["retail-lakehouse-load/"]
    }
  }

  # Dataflow's own.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 14
      matches_prefix = ["dataflow/temp/"]
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 7
    }
  }
}

resource "google_storage_bucket_iam_member" "object_user" {
  for_each = toset(concat(var.writers, var.loaders))

  bucket = google_storage_bucket.lakehouse.name
  role   = "roles/storage.objectUser"
  member = each.value
}

# Dataflow's workers look at the bucket itself, too.
resource "google_storage_bucket_iam_member" "bucket_viewer" {
  for_each = toset(var.writers)

  bucket = google_storage_bucket.lakehouse.name
  role   = "roles/storage.legacyBucketReader"
  member = each.value
}
