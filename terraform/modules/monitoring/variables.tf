variable "project_id" {
  description = "The project that is watched."
  type        = string
}

variable "environment" {
  description = "Part of the alerts' names."
  type        = string
}

variable "alert_emails" {
  description = "Who is told."
  type        = list(string)
}

variable "stream_job" {
  description = "Name of the Dataflow job; null where there is none to watch."
  type        = string
}

variable "lag_seconds" {
  description = "How far the stream may be behind."
  type        = number
}

variable "dataset_id" {
  description = "The dataset whose tables must be fresh."
  type        = string
}

variable "fresh_tables" {
  description = "The tables that rows must keep reaching."
  type        = list(string)
}

variable "stale_after_minutes" {
  description = "For how long no row may reach one of them."
  type        = number
}
