# The modules check what is inside these objects; here stands what a platform is told.

variable "name" {
  description = "The platform's name: what every resource's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,29}$", var.name))
    error_message = "name must be 2 to 30 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "release" {
  description = "The release that scripts/deploy uploaded."
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

variable "pipeline_variables" {
  description = "What further var:names of pipeline.yml stand for, e.g. lineage_url."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.pipeline_variables) : can(regex("^[a-z][a-z0-9_]*$", name))])
    error_message = "pipeline_variables must have lower-case names."
  }
}

variable "network" {
  description = "A VPC of its own in these zones, or an existing one."
  type = object({
    availability_zones = optional(list(string), [])
    cidr               = optional(string, "10.64.0.0/20")
    vpc_id             = optional(string)
    subnet_ids         = optional(list(string), [])
    route_table_ids    = optional(list(string), [])
    create_endpoints   = optional(bool, true)
  })

  validation {
    condition     = (var.network.vpc_id == null) != (length(var.network.availability_zones) == 0)
    error_message = "network must name either availability_zones, for a VPC of its own, or vpc_id."
  }
}

variable "source_database" {
  description = "What is replicated: an existing database by its secret, or a small sample."
  type = object({
    engine             = optional(string, "postgres")
    database           = string
    tables             = list(object({ schema = string, name = string }))
    secret_arn         = optional(string)
    secret_kms_key_arn = optional(string)
    cidrs              = optional(set(string), [])
    db_instance_id     = optional(string)
    sample             = optional(bool, false)
  })

  validation {
    condition     = var.source_database.sample != (var.source_database.secret_arn != null)
    error_message = "source_database must have either a secret_arn or sample = true."
  }
}

variable "replication" {
  description = "The DMS instance and whether its task runs."
  type = object({
    instance_class       = optional(string, "dms.t3.medium")
    multi_az             = optional(bool, false)
    start                = optional(bool, false)
    create_account_roles = optional(bool, false)
  })
  default = {}

  validation {
    condition     = startswith(var.replication.instance_class, "dms.")
    error_message = "replication.instance_class must be a DMS class such as dms.t3.medium."
  }
}

variable "job" {
  description = "The Glue job's size and time."
  type = object({
    worker_type     = optional(string, "G.1X")
    max_workers     = optional(number, 5)
    timeout_minutes = optional(number, 60)
    split_stages    = optional(bool, false)
  })
  default = {}

  validation {
    condition     = contains(["G.1X", "G.2X"], var.job.worker_type)
    error_message = "job.worker_type must be G.1X or G.2X."
  }
}

variable "warehouse" {
  description = "Redshift Serverless, or an existing cluster."
  type = object({
    database          = optional(string, "retail")
    base_capacity     = optional(number, 8)
    max_capacity      = optional(number, 32)
    rpu_hours_per_day = optional(number, 48)
    existing = optional(object({
      host               = string
      port               = optional(number, 5439)
      database           = string
      secret_arn         = string
      cluster_identifier = string
    }))
  })
  default = {}

  validation {
    condition     = var.warehouse.max_capacity >= var.warehouse.base_capacity
    error_message = "warehouse.max_capacity must not lie below base_capacity."
  }
}

variable "schedule" {
  description = "When the pipeline runs. on_new_files = {} also starts it when files have come and it is quiet."
  type = object({
    expression   = optional(string, "rate(1 hour)")
    timezone     = optional(string, "UTC")
    enabled      = optional(bool, true)
    on_new_files = optional(object({ quiet_seconds = optional(number, 180), look_every_minutes = optional(number, 5) }))
  })
  default = {}

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.schedule.expression))
    error_message = "schedule.expression must be rate(…) or cron(…)."
  }
}

variable "alerts" {
  description = "Who is told, and from when on."
  type = object({
    emails           = optional(set(string), [])
    phones           = optional(set(string), [])
    budget_usd       = number
    no_run_hours     = optional(number, 3)
    slow_run_minutes = optional(number, 45)
  })

  validation {
    condition     = var.alerts.budget_usd > 0
    error_message = "alerts.budget_usd must be more than 0."
  }
}

variable "catalog" {
  description = "The lake's tables for Athena, Spectrum and Spark, and who reads them through Lake Formation."
  type = object({
    folder                 = optional(string, "retail")
    tables                 = optional(set(string), [])
    lake_formation_readers = optional(set(string), [])
  })
  default = {}

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.catalog.folder))
    error_message = "catalog.folder must be one folder name: the last part of `lake` in pipeline.yml."
  }
}

variable "replay_window_days" {
  description = "How long processed raw files are kept: how far back a wrong rule can be repaired."
  type        = number
  default     = 400

  validation {
    condition     = var.replay_window_days >= 120
    error_message = "replay_window_days must be 120 or more."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be one of CloudWatch's own steps: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400."
  }
}

variable "trail" {
  description = "Whether CloudTrail records every access to raw and lake."
  type        = bool
  default     = false
}

variable "disposable" {
  description = "Whether destroy deletes the buckets with all their data: for environments that can be made again."
  type        = bool
  default     = false
}
