variable "project_id" {
  description = "The project of the accounts."
  type        = string
}

variable "environment" {
  description = "Part of the accounts' names."
  type        = string
}
