variable "name" {
  description = "What every resource's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,29}$", var.name))
    error_message = "name must be 2 to 30 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "account_id" {
  description = "The AWS account, expected to own the raw bucket."
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

variable "raw_bucket" {
  description = "The bucket that DMS writes to."
  type        = string

  validation {
    condition     = length(var.raw_bucket) >= 3
    error_message = "raw_bucket must be a bucket's name."
  }
}

variable "folder" {
  description = "The folder in it; `raw` of the pipeline's environment names the same."
  type        = string
  default     = "dms"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.folder))
    error_message = "folder must be one folder name, without slashes."
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

variable "subnet_ids" {
  description = "Private subnets in at least two zones."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must name at least two subnets."
  }
}

variable "security_group_ids" {
  description = "Groups of the replication instance."
  type        = list(string)

  validation {
    condition     = length(var.security_group_ids) >= 1
    error_message = "security_group_ids must name at least one group."
  }
}

variable "source_security_group_ids" {
  description = "Groups of the sample source."
  type        = list(string)
  default     = []

  validation {
    condition     = var.sample_source == null || length(var.source_security_group_ids) >= 1
    error_message = "with sample_source, source_security_group_ids must name at least one group."
  }
}

variable "engine" {
  description = "The source's engine."
  type        = string
  default     = "postgres"

  validation {
    condition     = contains(["postgres", "mysql"], var.engine)
    error_message = "engine must be postgres or mysql."
  }
}

variable "database" {
  description = "The source's database."
  type        = string

  validation {
    condition     = length(var.database) > 0
    error_message = "database must be named."
  }
}

variable "tables" {
  description = "What is replicated. A schema and a name each; % stands for any text."
  type        = list(object({ schema = string, name = string }))

  validation {
    condition     = length(var.tables) >= 1 && length(var.tables) <= 200
    error_message = "tables must name 1 to 200 tables."
  }

  validation {
    condition     = alltrue([for table in var.tables : !startswith(table.name, "awsdms")])
    error_message = "tables must not name awsdms_*: those are DMS's own."
  }
}

variable "source_secret_arn" {
  description = "The secret with the source's username, password, host and port."
  type        = string
  default     = null

  validation {
    condition     = (var.source_secret_arn == null) != (var.sample_source == null)
    error_message = "exactly one of source_secret_arn and sample_source must be given."
  }
}

variable "source_secret_kms_key_arn" {
  description = "The key of that secret, where it is another than kms_key_arn."
  type        = string
  default     = null

  validation {
    condition     = var.source_secret_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:", var.source_secret_kms_key_arn))
    error_message = "source_secret_kms_key_arn must be the ARN of a KMS key."
  }
}

variable "sample_source" {
  description = "Makes a small PostgreSQL to try the platform with."
  type = object({
    instance_class    = optional(string, "db.t4g.small")
    allocated_storage = optional(number, 20)
  })
  default = null

  validation {
    condition     = var.sample_source == null || var.engine == "postgres"
    error_message = "sample_source is a PostgreSQL: engine must be postgres."
  }
}

variable "timestamp_column" {
  description = "The column with each row's commit time; `source.timestamp` of the staging tables names the same."
  type        = string
  default     = "dms_ts"

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_]*$", var.timestamp_column))
    error_message = "timestamp_column must be a lower-case column name."
  }
}

variable "cdc_max_batch_interval" {
  description = "Seconds after which changes are written, however few they are."
  type        = number
  default     = 60

  validation {
    condition     = var.cdc_max_batch_interval >= 1 && var.cdc_max_batch_interval <= 86400
    error_message = "cdc_max_batch_interval must lie between 1 and 86400 seconds."
  }
}

variable "cdc_min_file_size" {
  description = "KB after which changes are written before that."
  type        = number
  default     = 32000

  validation {
    condition     = var.cdc_min_file_size >= 1000 && var.cdc_min_file_size <= 1048576
    error_message = "cdc_min_file_size is in KB and must lie between 1000 and 1048576."
  }
}

variable "max_file_size" {
  description = "KB that a full-load file has at most: files are what Spark reads side by side."
  type        = number
  default     = 131072

  validation {
    condition     = var.max_file_size >= var.cdc_min_file_size && var.max_file_size <= 1048576
    error_message = "max_file_size is in KB and must lie between cdc_min_file_size and 1048576."
  }
}

variable "instance_class" {
  description = "The replication instance."
  type        = string
  default     = "dms.t3.medium"

  validation {
    condition     = startswith(var.instance_class, "dms.")
    error_message = "instance_class must be a DMS class such as dms.t3.medium."
  }
}

variable "engine_version" {
  description = "The version of DMS; without it the default one."
  type        = string
  default     = null

  validation {
    condition     = var.engine_version == null || can(regex("^3\\.[0-9]+\\.[0-9]+$", var.engine_version))
    error_message = "engine_version must be a version of DMS such as 3.5.4."
  }
}

variable "allocated_storage" {
  description = "GB of the replication instance, for changes that wait."
  type        = number
  default     = 50

  validation {
    condition     = var.allocated_storage >= 20 && var.allocated_storage <= 6144
    error_message = "allocated_storage must lie between 20 and 6144 GB."
  }
}

variable "multi_az" {
  description = "Whether a standby takes over when a zone fails."
  type        = bool
  default     = false
}

variable "maintenance_window" {
  description = "When DMS may restart the instance, in UTC."
  type        = string
  default     = "sun:03:00-sun:04:00"

  validation {
    condition     = can(regex("^[a-z]{3}:[0-9]{2}:[0-9]{2}-[a-z]{3}:[0-9]{2}:[0-9]{2}$", var.maintenance_window))
    error_message = "maintenance_window must look like sun:03:00-sun:04:00."
  }
}

variable "start" {
  description = "Whether the task runs. false stops it, as before a destroy."
  type        = bool
  default     = false
}

variable "create_account_roles" {
  description = "Whether dms-vpc-role and dms-cloudwatch-logs-role are made: once in an account."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "How long task logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be one of CloudWatch's own steps: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400."
  }
}
