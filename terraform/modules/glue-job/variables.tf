variable "name" {
  description = "The job's name, and what its resources' names begin with."
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

variable "buckets" {
  description = "Names of the buckets by part."
  type        = object({ raw = string, lake = string, temp = string, artifacts = string })

  validation {
    condition     = alltrue([for name in values(var.buckets) : can(regex("^[a-z0-9.-]{3,63}$", name))])
    error_message = "buckets must be bucket names."
  }
}

variable "release" {
  description = "The release that scripts/deploy uploaded, e.g. 0.1.0-20261121T101500Z-1a2b3c4."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,100}$", var.release))
    error_message = "release must be the name that scripts/deploy printed."
  }
}

variable "pipeline_environment" {
  description = "The environment of pipeline.yml that runs here."
  type        = string
  default     = "prod"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.pipeline_environment))
    error_message = "pipeline_environment must be one of the names below environments: in pipeline.yml."
  }
}

variable "variables" {
  description = "What each var:name of pipeline.yml stands for. Names of secrets, never their values."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name, value in var.variables : can(regex("^[a-z][a-z0-9_]*$", name)) && !strcontains(value, ",")])
    error_message = "variables must have lower-case names and values without commas: they become one --set argument."
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

variable "secret_arns" {
  description = "The secrets that the job reads, besides the masks' salt: Redshift's user."
  type        = list(string)

  validation {
    condition     = length(var.secret_arns) >= 1 && alltrue([for arn in var.secret_arns : can(regex("^arn:aws[a-z-]*:secretsmanager:", arn)) && !endswith(arn, ":*")])
    error_message = "secret_arns must name at least one secret by its ARN, without wildcards for all of them."
  }
}

variable "alert_topic_arn" {
  description = "The topic that failures are told to."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sns:", var.alert_topic_arn))
    error_message = "alert_topic_arn must be the ARN of an SNS topic."
  }
}

variable "subnet_id" {
  description = "The private subnet that the job runs in."
  type        = string

  validation {
    condition     = length(var.subnet_id) > 0
    error_message = "subnet_id must be a subnet's id."
  }
}

variable "availability_zone" {
  description = "That subnet's zone."
  type        = string
  default     = null

  validation {
    condition     = var.availability_zone == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", var.availability_zone))
    error_message = "availability_zone must be a zone such as eu-west-1a."
  }
}

variable "security_group_ids" {
  description = "Groups of the job; one of them lets the job speak to itself."
  type        = list(string)

  validation {
    condition     = length(var.security_group_ids) >= 1
    error_message = "security_group_ids must name at least one group."
  }
}

variable "worker_type" {
  description = "G.1X: 4 cores, 16 GB. G.2X: 8 cores, 32 GB."
  type        = string
  default     = "G.1X"

  validation {
    condition     = contains(["G.1X", "G.2X"], var.worker_type)
    error_message = "worker_type must be G.1X or G.2X."
  }
}

variable "max_workers" {
  description = "How many workers a run may scale to, the driver's included."
  type        = number
  default     = 5

  validation {
    condition     = var.max_workers >= 2 && var.max_workers <= 100
    error_message = "max_workers must lie between 2 and 100."
  }
}

variable "timeout_minutes" {
  description = "When Glue ends a run that does not end by itself."
  type        = number
  default     = 60

  validation {
    condition     = var.timeout_minutes >= 5 && var.timeout_minutes <= 1440
    error_message = "timeout_minutes must lie between 5 and 1440."
  }
}

variable "log_retention_days" {
  description = "How long the job's logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be one of CloudWatch's own steps: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400."
  }
}
