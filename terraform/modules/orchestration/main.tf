# What starts the job, waits for it, decides what follows and tells people.

locals {
  job_arn = "arn:aws:glue:${var.region}:${var.account_id}:job/${var.job_name}"

  stages       = ["staging", "dimensions", "facts", "publish"]
  stage_groups = var.split_stages ? local.stages : [join(",", local.stages)]

  # A little longer than Glue's own, so that Glue's message is the one that is told.
  job_timeout_seconds = (var.job_timeout_minutes + 5) * 60
}

resource "aws_sfn_state_machine" "pipeline" {
  name     = var.name
  role_arn = aws_iam_role.pipeline.arn
  type     = "STANDARD"

  definition = templatefile("${path.module}/state-machine.asl.json", {
    name                = var.name
    job_name            = var.job_name
    topic_arn           = var.alert_topic_arn
    stage_groups        = jsonencode(local.stage_groups)
    job_timeout_seconds = local.job_timeout_seconds
    timeout_seconds     = var.timeout_minutes * 60
  })

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  depends_on = [aws_iam_role_policy.pipeline]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/vendedlogs/states/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_iam_role" "pipeline" {
  name        = "${var.name}-pipeline"
  description = "The state machine that runs the job."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "pipeline" {
  name = "pipeline"
  role = aws_iam_role.pipeline.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "RunJobAndWait"
        Effect   = "Allow"
        Action   = ["glue:BatchStopJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:StartJobRun"]
        Resource = local.job_arn
      },
      {
        Sid      = "Tell"
        Effect   = "Allow"
        Action   = ["sns:Publish"]
        Resource = var.alert_topic_arn
      },
      {
        Sid      = "UseTopicKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = var.kms_key_arn
      },
      {
        # Log deliveries have no resource-level permissions.
        Sid    = "DeliverLogs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
        ]
        Resource = "*"
      },
    ]
  })
}

# The schedule.

resource "aws_iam_role" "scheduler" {
  name        = "${var.name}-scheduler"
  description = "EventBridge Scheduler starts the state machines."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "start"
  role = aws_iam_role.scheduler.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "Start"
      Effect = "Allow"
      Action = ["states:StartExecution"]
      Resource = concat(
        [local.pipeline_arn],
        var.on_new_files == null ? [] : [local.quiet_arn],
      )
    }]
  })
}

locals {
  pipeline_arn = "arn:aws:states:${var.region}:${var.account_id}:stateMachine:${aws_sfn_state_machine.pipeline.name}"
  quiet_arn    = "arn:aws:states:${var.region}:${var.account_id}:stateMachine:${var.name}-quiet"
}

resource "aws_scheduler_schedule" "pipeline" {
  name                         = var.name
  description                  = "Runs the pipeline."
  schedule_expression          = var.schedule
  schedule_expression_timezone = var.schedule_timezone
  state                        = var.enabled ? "ENABLED" : "DISABLED"
  kms_key_arn                  = var.kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.pipeline_arn
    role_arn = aws_iam_role.scheduler.arn
    input    = jsonencode({})

    retry_policy {
      maximum_event_age_in_seconds = 900
      maximum_retry_attempts       = 10
    }
  }
}
