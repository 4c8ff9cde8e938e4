variable "project_id" {
  description = "The project of the bucket."
  type        = string
}

variable "environment" {
  description = "Part of the bucket's name."
  type        = string
}

variable "location" {
  description = "Where the bucket is: US, EU or a region. BigQuery loads from its own location only."
  type        = string
}

variable "cold_after_days" {
  description = "After how many days a data file of bronze moves to a colder storage class."
  type        = number
}

variable "deletion_protection" {
  description = "Refuse to delete the bucket while there is something in it."
  type        = bool
}

variable "writers" {
  description = "Who writes tables and temporary files."
  type        = list(string)
}

variable "loaders" {
  description = "Who puts files here for BigQuery to load, and takes them away again."
  type        = list(string)
}
