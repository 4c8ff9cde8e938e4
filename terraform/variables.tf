variable "project_id" {
  description = "The Google Cloud project that everything is made in."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project id has 6 to 30 lower-case letters, digits and hyphens, and begins with a letter. It is not the project's name or number."
  }
}

variable "environment" {
  description = "Which of several installations this is; part of names and labels."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "An environment is named by 2 to 12 lower-case letters and digits, such as prod."
  }
}

variable "region" {
  description = "Where the stream's workers run."
  type        = string
  default     = "us-central1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "A region looks like us-central1; a zone (us-central1-a) or a location (US) is none."
  }
}

variable "location" {
  description = "Where data are kept: the datasets, the bucket and the policy tags. Can't be changed later."
  type        = string
  default     = "US"

  validation {
    condition     = can(regex("^(US|EU|[a-z]+-[a-z]+[0-9]+)$", var.location))
    error_message = "A location is US, EU or a region such as europe-west3."
  }
}

variable "dataset_id" {
  description = "The dataset that the lakehouse's tables are published to."
  type        = string
  default     = "retail"

  validation {
    condition     = can(regex("^[A-Za-z0-9_]+$", var.dataset_id))
    error_message = "A dataset's id has letters, digits and underscores only."
  }
}

variable "dbt_dataset_id" {
  description = "The dataset that dbt builds its models in."
  type        = string
  default     = "retail_dbt"

  validation {
    condition     = can(regex("^[A-Za-z0-9_]+$", var.dbt_dataset_id)) && var.dbt_dataset_id != var.dataset_id
    error_message = "A dataset's id has letters, digits and underscores only, and dbt's must not be the one of the lakehouse's tables."
  }
}

variable "engineers" {
  description = "Who sees everything, personal columns too, such as group:data-engineering@example.com."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.engineers : can(regex("^(user|group|serviceAccount|domain):.+", member))])
    error_message = "Each member is written as user:, group:, serviceAccount: or domain: and an address."
  }
}

variable "analysts" {
  description = "Who may query, with personal columns as hashes."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.analysts : can(regex("^(user|group|serviceAccount|domain):.+", member))])
    error_message = "Each member is written as user:, group:, serviceAccount: or domain: and an address."
  }
}

variable "regional_analysts" {
  description = "Who may see the customers of some countries only, by a name for the group of countries."
  type = map(object({
    members   = list(string)
    countries = list(string)
  }))
  default = {}

  validation {
    condition     = alltrue(flatten([for policy in var.regional_analysts : [for country in policy.countries : can(regex("^[A-Z]{2}$", country))]]))
    error_message = "Countries are ISO 3166 alpha-2, such as DE."
  }

  validation {
    condition     = alltrue([for policy in var.regional_analysts : length(policy.members) > 0 && length(policy.countries) > 0])
    error_message = "Each needs at least one member and one country."
  }

  validation {
    condition     = alltrue([for name, policy in var.regional_analysts : can(regex("^[a-z][a-z0-9_]*$", name))])
    error_message = "Each is named by lower-case letters, digits and underscores."
  }
}

variable "personal_columns" {
  description = "Columns that tell of a person, in whichever table they are; behind a policy tag."
  type        = list(string)
  default     = ["user_id", "session_id"]
}

variable "cold_after_days" {
  description = "After how many days a data file of bronze moves to a colder storage class."
  type        = number
  default     = 90

  validation {
    condition     = var.cold_after_days >= 30
    error_message = "Colder classes bill at least 30 days, so sooner saves nothing."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete tables and buckets with data in them. Turn off only to take an installation down."
  type        = bool
  default     = true
}

variable "stream" {
  description = "The streaming job on Dataflow; null makes none."
  type = object({
    template_path     = string
    bootstrap_servers = string
    topic             = optional(string, "retail-events")
    lakehouse         = string
    options           = optional(map(string), {})
    subnetwork        = optional(string)
    machine_type      = optional(string, "n2-standard-2")
    max_workers       = optional(number, 4)
  })
  default = null

  validation {
    condition     = var.stream == null ? true : startswith(var.stream.template_path, "gs://") && endswith(var.stream.template_path, ".json")
    error_message = "template_path is the template's specification in a bucket: gs://.../stream.json."
  }

  validation {
    condition     = var.stream == null ? true : alltrue([for server in split(",", var.stream.bootstrap_servers) : can(regex("^[^:]+:[0-9]+$", server))])
    error_message = "bootstrap_servers is host:port,host:port."
  }

  validation {
    condition     = var.stream == null ? true : var.stream.max_workers >= 1 && var.stream.max_workers <= 100
    error_message = "max_workers is 1 to 100."
  }
}

variable "alert_emails" {
  description = "Who is told of a lag or of stale tables."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "Each is an e-mail address."
  }
}

variable "lag_seconds" {
  description = "How far the stream may be behind before somebody is told."
  type        = number
  default     = 60

  validation {
    condition     = var.lag_seconds >= 8
    error_message = "Less than 8 seconds is within what the stream promises."
  }
}

variable "stale_after_minutes" {
  description = "For how long no row may reach a table before somebody is told."
  type        = number
  default     = 60

  validation {
    condition     = var.stale_after_minutes >= 5 && var.stale_after_minutes <= 1380
    error_message = "From 5 minutes to 23 hours: Cloud Monitoring looks back no further."
  }
}
