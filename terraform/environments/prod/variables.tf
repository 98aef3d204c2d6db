variable "region" {
  description = "The AWS region."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region such as eu-west-1."
  }
}

variable "account_id" {
  description = "The account that this environment lives in: in no other will it apply."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be twelve digits."
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

variable "emails" {
  description = "Who is told by e-mail."
  type        = set(string)

  validation {
    condition     = length(var.emails) >= 1
    error_message = "emails must name at least one person: alarms that reach nobody are none."
  }
}

variable "lineage_url" {
  description = "The OpenLineage collector that pipeline.yml names."
  type        = string

  validation {
    condition     = can(regex("^https?://", var.lineage_url))
    error_message = "lineage_url must be an http(s) URL."
  }
}

variable "replicate" {
  description = "Whether the DMS task runs. Set false, and apply, before a destroy."
  type        = bool
  default     = true
}

variable "create_dms_account_roles" {
  description = "Whether dms-vpc-role and dms-cloudwatch-logs-role are made here: once in an account."
  type        = bool
  default     = true
}

variable "source_database" {
  description = "The database that is replicated; the secret holds username, password, host and port."
  type = object({
    engine             = optional(string, "postgres")
    database           = string
    secret_arn         = string
    secret_kms_key_arn = optional(string)
    cidrs              = optional(set(string), [])
    db_instance_id     = optional(string)
  })

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:secretsmanager:", var.source_database.secret_arn))
    error_message = "source_database.secret_arn must be the ARN of a secret."
  }
}

variable "phones" {
  description = "Who is woken by text message."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for phone in var.phones : can(regex("^\\+[1-9][0-9]{6,14}$", phone))])
    error_message = "phones must be numbers in the form +41791234567."
  }
}
