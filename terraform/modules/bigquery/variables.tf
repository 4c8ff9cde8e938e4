variable "project_id" {
  description = "The project of the datasets."
  type        = string
}

variable "location" {
  description = "Where the datasets are: US, EU or a region."
  type        = string
}

variable "dataset_id" {
  description = "The dataset of the lakehouse's tables."
  type        = string
}

variable "dbt_dataset_id" {
  description = "The dataset of dbt's models."
  type        = string
}

variable "definitions" {
  description = "Folder with schemas/tables.json, a schema file a table, and the views' SQL."
  type        = string

  validation {
    condition     = fileexists("${var.definitions}/schemas/tables.json")
    error_message = "The folder has no schemas/tables.json. It is bigquery/src/main/resources of this repository."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete tables and datasets that hold data."
  type        = bool
  default     = true
}

variable "editors" {
  description = "Who writes the lakehouse's tables."
  type        = list(string)
  default     = []
}

variable "dbt_editors" {
  description = "Who reads the lakehouse's tables and writes dbt's models."
  type        = list(string)
  default     = []
}

variable "viewers" {
  description = "Who reads both datasets."
  type        = list(string)
  default     = []
}

variable "row_policies" {
  description = "Who sees the customers of which countries only; none leaves all rows to all readers."
  type = map(object({
    members   = list(string)
    countries = list(string)
  }))
  default = {}
}

variable "all_rows" {
  description = "Who sees all customers where there are row policies; the programs must be among them."
  type        = list(string)
  default     = []
}

variable "column_policy" {
  description = "Columns behind a policy tag, who reads them as they are and who as hashes; null makes none."
  type = object({
    columns        = list(string)
    clear_readers  = list(string)
    masked_readers = list(string)
  })
  default = null
}
