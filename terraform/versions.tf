terraform {
  # 1.7 brought mocked providers to terraform test.
  required_version = ">= 1.7.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
    # google_dataflow_flex_template_job is only there.
    google-beta = {
      source  = "hashicorp/google-beta"
      version = "~> 6.50"
    }
  }

  # Where: terraform init -backend-config=environments/example/backend.hcl
  backend "gcs" {}
}
