variable "name" {
  description = "What every resource's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,29}$", var.name))
    error_message = "name must be 2 to 30 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "account_id" {
  description = "The AWS account."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be twelve digits."
  }
}

variable "existing" {
  description = "A Redshift that is there already; the COPY role that is made here must be attached to it."
  type = object({
    host               = string
    port               = optional(number, 5439)
    database           = string
    secret_arn         = string
    cluster_identifier = string
  })
  default = null

  validation {
    condition     = var.existing == null || can(regex("^arn:aws[a-z-]*:secretsmanager:", var.existing.secret_arn))
    error_message = "existing.secret_arn must be the ARN of a secret with username and password."
  }
}

variable "database" {
  description = "The database of a warehouse made here."
  type        = string
  default     = "retail"

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,63}$", var.database))
    error_message = "database must be a lower-case identifier."
  }
}

variable "schemas" {
  description = "The schemas of `warehouse.schemas` in pipeline.yml."
  type        = object({ staging = optional(string, "staging"), target = optional(string, "dw") })
  default     = {}

  validation {
    condition     = alltrue([for name in values(var.schemas) : can(regex("^[a-z][a-z0-9_]{0,63}$", name))])
    error_message = "schemas must be lower-case identifiers."
  }
}

variable "kms_key_arn" {
  description = "The key of everything at rest."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "temp_bucket" {
  description = "The bucket that the job stages rows in, below redshift/."
  type        = string

  validation {
    condition     = length(var.temp_bucket) >= 3
    error_message = "temp_bucket must be a bucket's name."
  }
}

variable "subnet_ids" {
  description = "Private subnets in three zones."
  type        = list(string)

  validation {
    condition     = var.existing != null || length(var.subnet_ids) >= 3
    error_message = "subnet_ids must name three subnets in three zones: Redshift Serverless asks for them."
  }
}

variable "security_group_ids" {
  description = "Groups of the warehouse."
  type        = list(string)

  validation {
    condition     = length(var.security_group_ids) >= 1
    error_message = "security_group_ids must name at least one group."
  }
}

variable "port" {
  description = "The port of a warehouse made here."
  type        = number
  default     = 5439

  validation {
    condition     = (var.port >= 5431 && var.port <= 5455) || (var.port >= 8191 && var.port <= 8215)
    error_message = "port must lie in 5431-5455 or 8191-8215: Redshift Serverless takes no other."
  }
}

variable "base_capacity" {
  description = "Redshift processing units at rest. 8 serve up to about 128 GB."
  type        = number
  default     = 8

  validation {
    condition     = var.base_capacity >= 4 && var.base_capacity <= 512
    error_message = "base_capacity must lie between 4 and 512 RPU."
  }
}

variable "max_capacity" {
  description = "RPU that it may scale to."
  type        = number
  default     = 32

  validation {
    condition     = var.max_capacity >= var.base_capacity
    error_message = "max_capacity must not lie below base_capacity."
  }
}

variable "rpu_hours_per_day" {
  description = "RPU-hours a day that the bill is bounded by."
  type        = number
  default     = 48

  validation {
    condition     = var.rpu_hours_per_day >= 1
    error_message = "rpu_hours_per_day must be 1 or more."
  }
}

variable "usage_breach_action" {
  description = "What happens beyond it: log, emit-metric, or deactivate, which turns queries away."
  type        = string
  default     = "emit-metric"

  validation {
    condition     = contains(["log", "emit-metric", "deactivate"], var.usage_breach_action)
    error_message = "usage_breach_action must be log, emit-metric or deactivate."
  }
}

variable "max_query_seconds" {
  description = "When a query is cancelled."
  type        = number
  default     = 1800

  validation {
    condition     = var.max_query_seconds >= 60 && var.max_query_seconds <= 86399
    error_message = "max_query_seconds must lie between 60 and 86399."
  }
}

variable "concurrency_scaling_minutes_per_day" {
  description = "Minutes of concurrency scaling a day, of an existing cluster; one hour a day is free."
  type        = number
  default     = 60

  validation {
    condition     = var.concurrency_scaling_minutes_per_day >= 1
    error_message = "concurrency_scaling_minutes_per_day must be 1 or more."
  }
}
