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

variable "region" {
  description = "The AWS region."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region such as eu-west-1."
  }
}

variable "kms_key_arn" {
  description = "The key of the topics."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "emails" {
  description = "Who is told by e-mail. Each must confirm once."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", email))])
    error_message = "emails must be e-mail addresses."
  }
}

variable "phones" {
  description = "Who is told by text message, of what is urgent."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for phone in var.phones : can(regex("^\\+[1-9][0-9]{6,14}$", phone))])
    error_message = "phones must be numbers in the form +41791234567."
  }
}

variable "state_machine_arn" {
  description = "The state machine that runs the pipeline."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:states:", var.state_machine_arn))
    error_message = "state_machine_arn must be the ARN of a state machine."
  }
}

variable "quiet_state_machine_arn" {
  description = "The state machine that waits for quiet, where there is one."
  type        = string
  default     = null

  validation {
    condition     = var.quiet_state_machine_arn == null || can(regex("^arn:aws[a-z-]*:states:", var.quiet_state_machine_arn))
    error_message = "quiet_state_machine_arn must be the ARN of a state machine."
  }
}

variable "job_name" {
  description = "The Glue job."
  type        = string

  validation {
    condition     = length(var.job_name) >= 1
    error_message = "job_name must be named."
  }
}

variable "job_log_group" {
  description = "The log group that the job's metric lines are in."
  type        = string

  validation {
    condition     = startswith(var.job_log_group, "/aws-glue/jobs/")
    error_message = "job_log_group must be one of the job's log groups, below /aws-glue/jobs/."
  }
}

variable "buckets" {
  description = "Names of the buckets by part."
  type        = object({ raw = string, lake = string, temp = string, artifacts = string })

  validation {
    condition     = alltrue([for name in values(var.buckets) : can(regex("^[a-z0-9.-]{3,63}$", name))])
    error_message = "buckets must be bucket names."
  }
}

variable "dms" {
  description = "The replication that is watched, where there is one."
  type        = object({ task_id = string, task_resource_id = string, instance_id = string })
  default     = null

  validation {
    condition     = var.dms == null || try(length(var.dms.task_id), 0) > 0
    error_message = "dms.task_id must be named."
  }
}

variable "source_db_instance_id" {
  description = "The RDS instance of a PostgreSQL source, for the lag of its replication slots."
  type        = string
  default     = null

  validation {
    condition     = var.source_db_instance_id == null || try(length(var.source_db_instance_id), 0) > 0
    error_message = "source_db_instance_id must be an RDS instance's name."
  }
}

variable "warehouse" {
  description = "The Redshift that is asked for load errors and slow queries."
  type = object({
    arn                = string
    workgroup_name     = optional(string)
    cluster_identifier = optional(string)
    database           = string
    secret_arn         = string
  })
  default = null

  validation {
    condition     = var.warehouse == null || try((var.warehouse.workgroup_name == null) != (var.warehouse.cluster_identifier == null), false)
    error_message = "warehouse must name exactly one of workgroup_name and cluster_identifier."
  }
}

variable "slow_run_minutes" {
  description = "A longer run is slow."
  type        = number
  default     = 45

  validation {
    condition     = var.slow_run_minutes >= 1
    error_message = "slow_run_minutes must be 1 or more."
  }
}

variable "no_run_hours" {
  description = "Hours without a run that ended well, after which somebody is told: more than the schedule's step."
  type        = number
  default     = 3

  validation {
    condition     = var.no_run_hours >= 1 && var.no_run_hours <= 24
    error_message = "no_run_hours must lie between 1 and 24."
  }
}

variable "memory_percent" {
  description = "Heap in use, above which the job needs larger workers."
  type        = number
  default     = 90

  validation {
    condition     = var.memory_percent > 0 && var.memory_percent <= 100
    error_message = "memory_percent must lie between 0 and 100."
  }
}

variable "quarantine_percent" {
  description = "Share of a batch in quarantine, above which somebody is told. Gates refuse; this warns before."
  type        = number
  default     = 1

  validation {
    condition     = var.quarantine_percent >= 0 && var.quarantine_percent <= 100
    error_message = "quarantine_percent must lie between 0 and 100."
  }
}

variable "s3_errors" {
  description = "5xx answers of a bucket in five minutes that are still normal."
  type        = number
  default     = 10

  validation {
    condition     = var.s3_errors >= 0
    error_message = "s3_errors must be 0 or more."
  }
}

variable "dms_latency_seconds" {
  description = "How far DMS may be behind."
  type        = number
  default     = 900

  validation {
    condition     = var.dms_latency_seconds >= 60
    error_message = "dms_latency_seconds must be 60 or more: files are written once a minute."
  }
}

variable "dms_free_gb" {
  description = "Free disk of the replication instance, below which somebody is told."
  type        = number
  default     = 10

  validation {
    condition     = var.dms_free_gb >= 1
    error_message = "dms_free_gb must be 1 or more."
  }
}

variable "slot_lag_gb" {
  description = "Log that the source may keep for DMS."
  type        = number
  default     = 5

  validation {
    condition     = var.slot_lag_gb >= 1
    error_message = "slot_lag_gb must be 1 or more."
  }
}

variable "slow_query_seconds" {
  description = "A longer query is slow."
  type        = number
  default     = 60

  validation {
    condition     = var.slow_query_seconds >= 1
    error_message = "slow_query_seconds must be 1 or more."
  }
}

variable "slow_queries" {
  description = "Slow queries in an hour that are still normal."
  type        = number
  default     = 5

  validation {
    condition     = var.slow_queries >= 0
    error_message = "slow_queries must be 0 or more."
  }
}

variable "budget_usd" {
  description = "What the platform may cost a month; resources are told by the tag Platform."
  type        = number

  validation {
    condition     = var.budget_usd > 0
    error_message = "budget_usd must be more than 0."
  }
}

variable "trail_name" {
  description = "Makes a CloudTrail trail of every access to raw and lake, under this name."
  type        = string
  default     = null

  validation {
    condition     = var.trail_name == null || can(regex("^[A-Za-z0-9._-]{3,128}$", var.trail_name))
    error_message = "trail_name must be 3 to 128 letters, digits, dots, hyphens and underscores."
  }
}
