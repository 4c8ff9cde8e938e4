# The datasets, tables and views on an emulator of BigQuery, which knows no policies and no rights:
#   terraform init && terraform apply -var bigquery_endpoint=http://127.0.0.1:9050
terraform {
  required_version = ">= 1.7.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
  }
}

variable "bigquery_endpoint" {
  description = "Address of the emulator."
  type        = string
  default     = "http://127.0.0.1:9050"

  validation {
    condition     = can(regex("^https?://[^/]+$", var.bigquery_endpoint))
    error_message = "The address is http://host:port, without a path."
  }
}

variable "project_id" {
  description = "Any name: the emulator makes the project."
  type        = string
  default     = "retail-local"
}

provider "google" {
  project                  = var.project_id
  access_token             = "none-needed"
  bigquery_custom_endpoint = "${var.bigquery_endpoint}/bigquery/v2/"
}

module "bigquery" {
  source = "../../modules/bigquery"

  project_id          = var.project_id
  location            = "US"
  dataset_id          = "retail"
  dbt_dataset_id      = "retail_dbt"
  definitions         = "${path.module}/../../../bigquery/src/main/resources"
  deletion_protection = false
}

output "tables" {
  description = "The tables that were made."
  value       = module.bigquery.tables
}
