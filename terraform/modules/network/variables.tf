variable "name" {
  description = "What every resource's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,29}$", var.name))
    error_message = "name must be 2 to 30 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "region" {
  description = "The AWS region, for the names of its endpoints."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region such as eu-west-1."
  }
}

variable "vpc_id" {
  description = "An existing VPC; without it a small one is made."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null || can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id must be a VPC's id (vpc-…)."
  }
}

variable "subnet_ids" {
  description = "Private subnets of an existing VPC, in at least two zones (Redshift Serverless asks for three)."
  type        = list(string)
  default     = []

  validation {
    condition     = var.vpc_id == null || length(var.subnet_ids) >= 2
    error_message = "with vpc_id, subnet_ids must name at least two private subnets."
  }
}

variable "route_table_ids" {
  description = "The route tables of those subnets: the S3 gateway endpoint is entered there."
  type        = list(string)
  default     = []

  validation {
    condition     = var.vpc_id == null || !var.create_endpoints || length(var.route_table_ids) >= 1
    error_message = "with vpc_id and create_endpoints, route_table_ids must name the subnets' route tables."
  }
}

variable "cidr" {
  description = "The address range of a VPC made here."
  type        = string
  default     = "10.64.0.0/20"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && tonumber(split("/", var.cidr)[1]) <= 22
    error_message = "cidr must be an IPv4 range of at least /22, such as 10.64.0.0/20."
  }
}

variable "availability_zones" {
  description = "Zones of a VPC made here; Redshift Serverless asks for three."
  type        = list(string)
  default     = []

  validation {
    condition     = var.vpc_id != null || length(distinct(var.availability_zones)) >= 3
    error_message = "availability_zones must name three zones, unless vpc_id names an existing VPC."
  }
}

variable "create_endpoints" {
  description = "Whether endpoints are made; false where an existing VPC has them or a NAT gateway."
  type        = bool
  default     = true
}

variable "interface_endpoints" {
  description = "Services reached through interface endpoints, each about 8 USD a month and zone."
  type        = set(string)
  default     = ["glue", "kms", "logs", "monitoring", "secretsmanager", "sns", "sts"]

  validation {
    condition     = length(setsubtract(["glue", "kms", "logs", "secretsmanager", "sts"], var.interface_endpoints)) == 0
    error_message = "interface_endpoints must contain glue, kms, logs, secretsmanager and sts: the job cannot run without."
  }
}

variable "source_port" {
  description = "The port of the source database."
  type        = number
  default     = 5432

  validation {
    condition     = var.source_port > 0 && var.source_port < 65536
    error_message = "source_port must be a port."
  }
}

variable "source_cidrs" {
  description = "Addresses of a source outside this VPC."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.source_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "source_cidrs must be IPv4 ranges, and none may be the whole internet."
  }
}

variable "warehouse_port" {
  description = "The port of Redshift."
  type        = number
  default     = 5439

  validation {
    condition     = var.warehouse_port > 0 && var.warehouse_port < 65536
    error_message = "warehouse_port must be a port."
  }
}
