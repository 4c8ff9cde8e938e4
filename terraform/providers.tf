# Credentials come from the environment (gcloud auth application-default login, or workload identity
# in CI); none are kept here or in the state.
provider "google" {
  project        = var.project_id
  region         = var.region
  default_labels = local.labels
}

provider "google-beta" {
  project        = var.project_id
  region         = var.region
  default_labels = local.labels
}
