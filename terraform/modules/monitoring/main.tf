# Who is told, and what is counted. The alarms stand in alarms.tf.

locals {
  topics    = toset(["alerts", "urgent"])
  namespace = "Millrace/${var.name}"
  metrics   = jsondecode(file("${path.module}/metrics.json"))
}

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = "${var.name}-${each.key}"
  kms_master_key_id = var.kms_key_arn
}

locals {
  topic_arns = { for name, topic in aws_sns_topic.this : name => "arn:aws:sns:${var.region}:${var.account_id}:${topic.name}" }
}

resource "aws_sns_topic_policy" "this" {
  for_each = aws_sns_topic.this

  arn = each.value.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AWSOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com", "dms.amazonaws.com", "events.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = local.topic_arns[each.key]
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = { for pair in setproduct(local.topics, var.emails) : "${pair[0]} ${pair[1]}" => { topic = pair[0], email = pair[1] } }

  topic_arn = aws_sns_topic.this[each.value.topic].arn
  protocol  = "email"
  endpoint  = each.value.email
}

# A text message wakes somebody up: for what is urgent alone.
resource "aws_sns_topic_subscription" "sms" {
  for_each = var.phones

  topic_arn = aws_sns_topic.this["urgent"].arn
  protocol  = "sms"
  endpoint  = each.key
}

# The job's metric lines, one JSON object each. CloudWatch extracts their embedded metrics by itself where
# Glue's log streams allow it; these filters read the same lines, under a namespace of their own.
resource "aws_cloudwatch_log_metric_filter" "line" {
  for_each = local.metrics

  name           = "${var.name}-${each.key}"
  log_group_name = var.job_log_group
  pattern        = "{ $.${each.key} = * }"

  metric_transformation {
    namespace = local.namespace
    name      = each.key
    value     = "$.${each.key}"
    unit      = each.value.unit
  }
}

# DMS's own word: a task or an instance that fails, stops or is changed.
resource "aws_dms_event_subscription" "this" {
  for_each = var.dms == null ? {} : {
    replication-task     = { ids = [var.dms.task_id], categories = ["configuration change", "deletion", "failure", "state change"] }
    replication-instance = { ids = [var.dms.instance_id], categories = ["failover", "failure", "low storage", "maintenance"] }
  }

  name             = "${var.name}-${each.key}"
  enabled          = true
  source_type      = each.key
  source_ids       = each.value.ids
  event_categories = each.value.categories
  sns_topic_arn    = aws_sns_topic.this["alerts"].arn
}

# A suspended table is replicated no longer, while its task runs on and every latency looks fine. DMS
# writes it into a control table, which is a file in raw.
resource "aws_cloudwatch_event_rule" "suspended" {
  count = var.dms == null ? 0 : 1

  name        = "${var.name}-suspended-tables"
  description = "DMS has suspended a table."
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [var.buckets.raw] }
      object = { key = [{ wildcard = "dms/*awsdms_suspended_tables/*" }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "suspended" {
  count = var.dms == null ? 0 : 1

  rule = aws_cloudwatch_event_rule.suspended[0].name
  arn  = aws_sns_topic.this["urgent"].arn

  input_transformer {
    input_paths    = { file = "$.detail.object.key" }
    input_template = "\"${var.name}: DMS has suspended a table, see s3://${var.buckets.raw}/<file>. What to do: docs/runbook.md, suspended-tables\""
  }
}

resource "aws_budgets_budget" "this" {
  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_unit   = "USD"
  limit_amount = tostring(var.budget_usd)

  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:%s$%s", "Platform", var.name)]
  }

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }

    content {
      comparison_operator       = "GREATER_THAN"
      notification_type         = notification.key
      threshold                 = notification.value
      threshold_type            = "PERCENTAGE"
      subscriber_sns_topic_arns = [aws_sns_topic.this["alerts"].arn]
    }
  }
}

# Who read or changed what in raw and lake. The trail's bucket policy is the storage module's.
resource "aws_cloudtrail" "data" {
  count = var.trail_name == null ? 0 : 1

  name                       = var.trail_name
  s3_bucket_name             = var.buckets.artifacts
  s3_key_prefix              = "cloudtrail"
  kms_key_id                 = var.kms_key_arn
  enable_log_file_validation = true

  event_selector {
    read_write_type           = "All"
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::${var.buckets.raw}/", "arn:aws:s3:::${var.buckets.lake}/"]
    }
  }
}
