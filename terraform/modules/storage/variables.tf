variable "name" {
  description = "What every resource's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,29}$", var.name))
    error_message = "name must be 2 to 30 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "account_id" {
  description = "The AWS account that owns the buckets; it makes their names unique."
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

variable "replay_window_days" {
  description = "How long processed raw files are kept: how far back a wrong rule can be repaired."
  type        = number
  default     = 400

  validation {
    condition     = var.replay_window_days >= var.archive_after_days + 90
    error_message = "replay_window_days must be at least archive_after_days + 90: Glacier Instant Retrieval bills 90 days at the least."
  }
}

variable "archive_after_days" {
  description = "When processed raw files move to Glacier Instant Retrieval."
  type        = number
  default     = 30

  validation {
    condition     = var.archive_after_days >= 1
    error_message = "archive_after_days must be 1 or more."
  }
}

variable "noncurrent_days" {
  description = "How long an overwritten or deleted object can be brought back."
  type        = number
  default     = 14

  validation {
    condition     = var.noncurrent_days >= 1 && var.noncurrent_days <= 365
    error_message = "noncurrent_days must lie between 1 and 365."
  }
}

variable "force_destroy" {
  description = "Whether destroy deletes buckets that still hold data: never in production."
  type        = bool
  default     = false
}

variable "trail_name" {
  description = "A CloudTrail trail that writes to the artifacts bucket, below cloudtrail/."
  type        = string
  default     = null

  validation {
    condition     = var.trail_name == null || can(regex("^[A-Za-z0-9._-]{3,128}$", var.trail_name))
    error_message = "trail_name must be 3 to 128 letters, digits, dots, hyphens and underscores."
  }
}
