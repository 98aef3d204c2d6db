# The job: the jar that spark-submit runs, started by scripts/glue/MillraceGlue.scala.

locals {
  cores = { "G.1X" = 4, "G.2X" = 8 }[var.worker_type]

  # Three tasks a core: enough to even out skew, and adaptive execution joins what is too small.
  shuffle_partitions = 3 * local.cores * (var.max_workers - 1)

  log_group_prefix = "/aws-glue/jobs/${var.name}"

  arguments = jsondecode(templatefile("${path.module}/arguments.json.tftpl", {
    artifacts_bucket   = var.buckets.artifacts
    temp_bucket        = var.buckets.temp
    release            = var.release
    environment        = var.pipeline_environment
    shuffle_partitions = local.shuffle_partitions
    log_group_prefix   = local.log_group_prefix
    variables          = join(",", [for name, value in var.variables : "${name}=${value}"])
  }))
}

resource "aws_glue_job" "this" {
  name                    = var.name
  description             = "Millrace ${var.release}"
  role_arn                = aws_iam_role.job.arn
  glue_version            = "5.1"
  worker_type             = var.worker_type
  number_of_workers       = var.max_workers # with auto scaling: at most
  timeout                 = var.timeout_minutes
  max_retries             = 0 # the state machine retries, and knows what is worth it
  connections             = [aws_glue_connection.vpc.name]
  security_configuration  = aws_glue_security_configuration.this.name
  job_run_queuing_enabled = false # a run that waits in a queue would look like a slow one

  command {
    name            = "glueetl"
    script_location = "s3://${var.buckets.artifacts}/releases/${var.release}/MillraceGlue.scala"
  }

  # One lake has one writer. Its lease holds where this limit does not: spark-submit, a second job.
  execution_property {
    max_concurrent_runs = 1
  }

  default_arguments = local.arguments

  depends_on = [aws_iam_role_policy.job, aws_cloudwatch_log_group.this]
}

# Glue's logs go to the groups below, which are encrypted by themselves: encryption set here would make
# Glue write to groups of other names, without retention.
resource "aws_glue_security_configuration" "this" {
  name = var.name

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "DISABLED"
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "DISABLED" # bookmarks are off: Millrace keeps its own
    }

    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = var.kms_key_arn
    }
  }
}

resource "aws_glue_connection" "vpc" {
  name            = var.name
  connection_type = "NETWORK"

  physical_connection_requirements {
    subnet_id              = var.subnet_id
    availability_zone      = var.availability_zone
    security_group_id_list = var.security_group_ids
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = toset(["output", "error"])

  name              = "${local.log_group_prefix}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# What masks are keyed with. Made empty: a value that Terraform knew would stand in its state (README).
resource "aws_secretsmanager_secret" "salt" {
  name                    = "${var.name}/mask-salt"
  description             = "Salt of Millrace's masks: with another one, masked values no longer join with earlier ones."
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = 30
}
