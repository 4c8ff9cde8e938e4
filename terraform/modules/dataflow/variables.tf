variable "project_id" {
  description = "The project that the job runs in."
  type        = string
}

variable "region" {
  description = "The region that the job runs in."
  type        = string
}

variable "environment" {
  description = "Part of the job's name."
  type        = string
}

variable "stream" {
  description = "The template, what it reads and writes, and its workers."
  type = object({
    template_path     = string
    bootstrap_servers = string
    topic             = string
    lakehouse         = string
    options           = map(string)
    subnetwork        = optional(string)
    machine_type      = string
    max_workers       = number
  })
}

variable "dataset_id" {
  description = "The dataset that silver and windows are streamed to."
  type        = string
}

variable "service_account" {
  description = "E-mail of the account that the workers run as."
  type        = string
}

variable "bucket" {
  description = "The bucket for the job's temporary files."
  type        = string
}
