variable "name" {
  description = "The platform's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,29}$", var.name))
    error_message = "name must be 2 to 30 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "database" {
  description = "The database's name in the Glue Data Catalog."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,63}$", var.database))
    error_message = "database must be a lower-case identifier."
  }
}

variable "lake_bucket" {
  description = "The lake's bucket."
  type        = string

  validation {
    condition     = length(var.lake_bucket) >= 3
    error_message = "lake_bucket must be a bucket's name."
  }
}

variable "folder" {
  description = "The lake's folder in it: the last part of `lake` in pipeline.yml."
  type        = string
  default     = "retail"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.folder))
    error_message = "folder must be one folder name, without slashes."
  }
}

variable "tables" {
  description = "Tables by their folder in the lake, e.g. dimensions/dim_customer."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for path in var.tables : can(regex("^(staging|dimensions|facts|mirrors)/[a-z][a-z0-9_]*$", path))])
    error_message = "tables must look like staging/…, dimensions/…, facts/… or mirrors/…."
  }
}

variable "lake_formation_readers" {
  description = "Principals that Lake Formation lets read; without any, IAM alone decides."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for principal in var.lake_formation_readers : startswith(principal, "arn:aws")])
    error_message = "lake_formation_readers must be ARNs of roles or users."
  }
}
