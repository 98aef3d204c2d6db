variable "name" {
  description = "The state machine's name, and what its resources' names begin with."
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

variable "job_name" {
  description = "The Glue job that is run."
  type        = string

  validation {
    condition     = length(var.job_name) >= 1
    error_message = "job_name must be named."
  }
}

variable "job_timeout_minutes" {
  description = "The job's own timeout."
  type        = number

  validation {
    condition     = var.job_timeout_minutes >= 5
    error_message = "job_timeout_minutes must be 5 or more."
  }
}

variable "timeout_minutes" {
  description = "When an execution ends, with all its retries and waits."
  type        = number
  default     = 360

  validation {
    condition     = var.timeout_minutes >= var.job_timeout_minutes + 30
    error_message = "timeout_minutes must exceed job_timeout_minutes by at least 30, or no retry fits in."
  }
}

variable "split_stages" {
  description = "Whether each stage is a job run of its own: slower by a start each, but each is seen and timed."
  type        = bool
  default     = false
}

variable "alert_topic_arn" {
  description = "The topic that failures are told to."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sns:", var.alert_topic_arn))
    error_message = "alert_topic_arn must be the ARN of an SNS topic."
  }
}

variable "kms_key_arn" {
  description = "The key of the topic, the queue and the logs."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key."
  }
}

variable "schedule" {
  description = "When the pipeline runs."
  type        = string
  default     = "rate(1 hour)"

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.schedule))
    error_message = "schedule must be rate(…) or cron(…)."
  }
}

variable "schedule_timezone" {
  description = "The time zone of a cron(…) schedule."
  type        = string
  default     = "UTC"

  validation {
    condition     = can(regex("^[A-Za-z_/+-]+[0-9]*$", var.schedule_timezone))
    error_message = "schedule_timezone must be a name of the tz database such as Europe/Zurich."
  }
}

variable "enabled" {
  description = "Whether anything starts by itself. false is how one pauses the pipeline."
  type        = bool
  default     = true
}

variable "raw_bucket" {
  description = "The raw bucket, whose events go to EventBridge."
  type        = string

  validation {
    condition     = length(var.raw_bucket) >= 3
    error_message = "raw_bucket must be a bucket's name."
  }
}

variable "on_new_files" {
  description = "Starts a run when new files have come and none came for quiet_seconds; without it the schedule alone."
  type = object({
    quiet_seconds      = optional(number, 180)
    look_every_minutes = optional(number, 5)
  })
  default = null

  validation {
    condition     = var.on_new_files == null || (try(var.on_new_files.quiet_seconds, 0) >= 30 && try(var.on_new_files.quiet_seconds, 901) <= 900)
    error_message = "on_new_files.quiet_seconds must lie between 30 and 900, the longest delay of a queue."
  }

  validation {
    condition     = var.on_new_files == null || try(var.on_new_files.look_every_minutes, 0) >= 2
    error_message = "on_new_files.look_every_minutes must be 2 or more."
  }
}

variable "log_retention_days" {
  description = "How long the state machine's logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be one of CloudWatch's own steps: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400."
  }
}
