# Optional: new files in raw start a run once none has come for a while.

locals {
  on_new_files = var.on_new_files == null ? {} : { this = var.on_new_files }
}

resource "aws_sqs_queue" "files" {
  for_each = local.on_new_files

  name                      = "${var.name}-files"
  delay_seconds             = each.value.quiet_seconds # a delayed message is a file that came just now
  message_retention_seconds = 86400
  kms_master_key_id         = var.kms_key_arn
}

resource "aws_sqs_queue_policy" "files" {
  for_each = local.on_new_files

  queue_url = aws_sqs_queue.files[each.key].url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "NewFiles"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = local.queue_arn
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:events:${var.region}:${var.account_id}:rule/${var.name}-files" } }
    }]
  })
}

resource "aws_cloudwatch_event_rule" "files" {
  for_each = local.on_new_files

  name        = "${var.name}-files"
  description = "New change files in raw: neither what the job archives nor DMS's control tables."
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [var.raw_bucket] }
      object = { key = [{ anything-but = { wildcard = ["archive/*", "*awsdms_*"] } }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "files" {
  for_each = local.on_new_files

  rule = aws_cloudwatch_event_rule.files[each.key].name
  arn  = aws_sqs_queue.files[each.key].arn
}

resource "aws_sfn_state_machine" "quiet" {
  for_each = local.on_new_files

  name     = "${var.name}-quiet"
  role_arn = aws_iam_role.quiet[each.key].arn
  type     = "STANDARD"

  definition = templatefile("${path.module}/quiet.asl.json", {
    queue_url         = aws_sqs_queue.files[each.key].url
    state_machine_arn = local.pipeline_arn
  })

  depends_on = [aws_iam_role_policy.quiet]
}

resource "aws_iam_role" "quiet" {
  for_each = local.on_new_files

  name               = "${var.name}-quiet"
  description        = "The state machine that waits for quiet."
  assume_role_policy = aws_iam_role.pipeline.assume_role_policy
}

locals {
  queue_arn = "arn:aws:sqs:${var.region}:${var.account_id}:${var.name}-files"
}

resource "aws_iam_role_policy" "quiet" {
  for_each = local.on_new_files

  name = "quiet"
  role = aws_iam_role.quiet[each.key].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LookAtFiles"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueAttributes", "sqs:PurgeQueue"]
        Resource = local.queue_arn
      },
      {
        Sid      = "Start"
        Effect   = "Allow"
        Action   = ["states:StartExecution"]
        Resource = local.pipeline_arn
      },
    ]
  })
}

resource "aws_scheduler_schedule" "quiet" {
  for_each = local.on_new_files

  name                = "${var.name}-quiet"
  description         = "Looks whether new files have come and it is quiet."
  schedule_expression = "rate(${each.value.look_every_minutes} minutes)"
  state               = var.enabled ? "ENABLED" : "DISABLED"
  kms_key_arn         = var.kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.quiet_arn
    role_arn = aws_iam_role.scheduler.arn
    input    = jsonencode({})
  }

  depends_on = [aws_sfn_state_machine.quiet]
}
