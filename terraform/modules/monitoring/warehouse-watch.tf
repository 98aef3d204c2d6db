# Redshift has no metric for load errors and slow queries: it is asked, once an hour.

locals {
  warehouse = var.warehouse == null ? {} : { this = var.warehouse }

  watch_arn = "arn:aws:states:${var.region}:${var.account_id}:stateMachine:${var.name}-warehouse-watch"
}

resource "aws_sfn_state_machine" "watch" {
  for_each = local.warehouse

  name     = "${var.name}-warehouse-watch"
  role_arn = aws_iam_role.watch[each.key].arn
  type     = "STANDARD"

  definition = templatefile("${path.module}/warehouse-watch.asl.json", {
    target_parameter   = each.value.workgroup_name == null ? "ClusterIdentifier" : "WorkgroupName"
    target             = coalesce(each.value.workgroup_name, each.value.cluster_identifier)
    database           = each.value.database
    secret_arn         = each.value.secret_arn
    slow_query_seconds = var.slow_query_seconds
    namespace          = local.namespace
  })

  depends_on = [aws_iam_role_policy.watch]
}

resource "aws_iam_role" "watch" {
  for_each = local.warehouse

  name        = "${var.name}-warehouse-watch"
  description = "Asks Redshift for load errors and slow queries."
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

resource "aws_iam_role_policy" "watch" {
  for_each = local.warehouse

  name = "watch"
  role = aws_iam_role.watch[each.key].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Ask"
        Effect   = "Allow"
        Action   = ["redshift-data:ExecuteStatement"]
        Resource = each.value.arn
      },
      {
        # A statement has no ARN; whose it is bounds this.
        Sid       = "ReadItsOwnAnswer"
        Effect    = "Allow"
        Action    = ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"]
        Resource  = "*"
        Condition = { StringEquals = { "redshift-data:statement-owner-iam-userid" = "$${aws:userid}" } }
      },
      {
        Sid      = "ReadSecret"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = each.value.secret_arn
      },
      {
        Sid      = "DecryptSecret"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.kms_key_arn
      },
      {
        # PutMetricData has no resource; the namespace is its only bound.
        Sid       = "Count"
        Effect    = "Allow"
        Action    = ["cloudwatch:PutMetricData"]
        Resource  = "*"
        Condition = { StringEquals = { "cloudwatch:namespace" = local.namespace } }
      },
    ]
  })
}

resource "aws_iam_role" "scheduler" {
  for_each = local.warehouse

  name        = "${var.name}-watch-scheduler"
  description = "EventBridge Scheduler starts the look at the warehouse."
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
  for_each = local.warehouse

  name = "start"
  role = aws_iam_role.scheduler[each.key].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Start", Effect = "Allow", Action = ["states:StartExecution"], Resource = local.watch_arn }]
  })
}

resource "aws_scheduler_schedule" "watch" {
  for_each = local.warehouse

  name                = "${var.name}-warehouse-watch"
  description         = "Asks Redshift for load errors and slow queries."
  schedule_expression = "rate(1 hour)"
  kms_key_arn         = var.kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.watch_arn
    role_arn = aws_iam_role.scheduler[each.key].arn
    input    = jsonencode({})
  }

  depends_on = [aws_sfn_state_machine.watch]
}
