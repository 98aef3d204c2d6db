# Redshift Serverless, or a cluster that is there already: both are reached by host, secret and COPY role.

locals {
  serverless = var.existing == null ? { this = true } : {}

  host       = var.existing == null ? aws_redshiftserverless_workgroup.this["this"].endpoint[0].address : var.existing.host
  port       = var.existing == null ? var.port : var.existing.port
  secret_arn = var.existing == null ? aws_redshiftserverless_namespace.this["this"].admin_password_secret_arn : var.existing.secret_arn
  database   = var.existing == null ? var.database : var.existing.database
}

resource "aws_redshiftserverless_namespace" "this" {
  for_each = local.serverless

  namespace_name                   = var.name
  db_name                          = var.database
  kms_key_id                       = var.kms_key_arn
  manage_admin_password            = true
  admin_password_secret_kms_key_id = var.kms_key_arn
  iam_roles                        = [aws_iam_role.copy.arn]
  default_iam_role_arn             = aws_iam_role.copy.arn
  log_exports                      = ["connectionlog", "useractivitylog", "userlog"]
}

resource "aws_redshiftserverless_workgroup" "this" {
  for_each = local.serverless

  workgroup_name       = var.name
  namespace_name       = aws_redshiftserverless_namespace.this[each.key].namespace_name
  base_capacity        = var.base_capacity
  max_capacity         = var.max_capacity
  port                 = var.port
  publicly_accessible  = false
  enhanced_vpc_routing = true # COPY reads S3 through the VPC's endpoint
  subnet_ids           = var.subnet_ids
  security_group_ids   = var.security_group_ids

  config_parameter {
    parameter_key   = "require_ssl"
    parameter_value = "true"
  }

  config_parameter {
    parameter_key   = "max_query_execution_time"
    parameter_value = tostring(var.max_query_seconds)
  }

  config_parameter {
    parameter_key   = "enable_user_activity_logging"
    parameter_value = "true"
  }
}

resource "aws_redshiftserverless_usage_limit" "compute" {
  for_each = local.serverless

  resource_arn  = aws_redshiftserverless_workgroup.this[each.key].arn
  usage_type    = "serverless-compute"
  period        = "daily"
  amount        = var.rpu_hours_per_day
  breach_action = var.usage_breach_action
}

# Serverless scales by itself; a cluster does so by concurrency scaling, which costs beyond an hour a day.
resource "aws_redshift_usage_limit" "concurrency_scaling" {
  for_each = try(var.existing.cluster_identifier, null) == null ? {} : { this = var.existing.cluster_identifier }

  cluster_identifier = each.value
  feature_type       = "concurrency-scaling"
  limit_type         = "time"
  period             = "daily"
  amount             = var.concurrency_scaling_minutes_per_day
  breach_action      = "disable"
}

resource "aws_iam_role" "copy" {
  name        = "${var.name}-redshift-copy"
  description = "Redshift reads what the job staged in the temp bucket."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"] }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "copy" {
  name = "temp-bucket"
  role = aws_iam_role.copy.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadStaged"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::${var.temp_bucket}/redshift/*"
      },
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Resource = "arn:aws:s3:::${var.temp_bucket}"
      },
      {
        Sid      = "Decrypt"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.kms_key_arn
      },
    ]
  })
}

# Millrace makes its tables itself; schemas and who may read them are the platform's.
resource "aws_redshiftdata_statement" "schema" {
  for_each = toset([var.schemas.staging, var.schemas.target])

  workgroup_name     = var.existing == null ? aws_redshiftserverless_workgroup.this["this"].workgroup_name : null
  cluster_identifier = try(var.existing.cluster_identifier, null)
  database           = local.database
  secret_arn         = local.secret_arn
  sql                = "CREATE SCHEMA IF NOT EXISTS ${each.key}"
}
