mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name                    = "millrace-test"
  account_id              = "123456789012"
  region                  = "eu-west-1"
  kms_key_arn             = "arn:aws:kms:eu-west-1:123456789012:key/1"
  emails                  = ["data@example.com"]
  phones                  = ["+41791234567"]
  state_machine_arn       = "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test"
  quiet_state_machine_arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test-quiet"
  job_name                = "millrace-test"
  job_log_group           = "/aws-glue/jobs/millrace-test/output"
  buckets                 = { raw = "test-raw", lake = "test-lake", temp = "test-temp", artifacts = "test-artifacts" }
  dms                     = { task_id = "millrace-test", task_resource_id = "TASK", instance_id = "millrace-test" }
  source_db_instance_id   = "retail"
  warehouse = {
    arn            = "arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/1"
    workgroup_name = "millrace-test"
    database       = "retail"
    secret_arn     = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:redshift-AbCdEf"
  }
  budget_usd = 500
}

override_resource {
  target          = aws_sns_topic.this["alerts"]
  override_during = plan
  values          = { arn = "arn:aws:sns:eu-west-1:123456789012:millrace-test-alerts" }
}

override_resource {
  target          = aws_sns_topic.this["urgent"]
  override_during = plan
  values          = { arn = "arn:aws:sns:eu-west-1:123456789012:millrace-test-urgent" }
}

run "every_alarm_is_wired_to_a_topic" {
  command = plan

  assert {
    condition = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset([
      "dms-source-latency", "dms-storage", "dms-target-latency", "job-memory", "load-errors", "no-run", "not-fresh", "quarantine",
      "quiet-failed", "run-failed", "run-slow", "run-timed-out", "s3-errors-lake", "s3-errors-raw", "slot-lag", "slow-queries", "warehouse-watch-failed",
    ])
    error_message = "all alarms are there"
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : one(alarm.alarm_actions) == output.topic_arns.alerts || one(alarm.alarm_actions) == output.topic_arns.urgent])
    error_message = "an alarm tells one of the topics"
  }

  assert {
    condition     = alltrue([for name in ["run-failed", "no-run", "not-fresh", "dms-source-latency", "slot-lag"] : one(aws_cloudwatch_metric_alarm.this[name].alarm_actions) == output.topic_arns.urgent])
    error_message = "what loses data or goes unseen is urgent"
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : strcontains(alarm.alarm_description, "docs/runbook.md")])
    error_message = "an alarm says where to read on"
  }

  assert {
    condition     = aws_cloudwatch_event_target.suspended[0].arn == output.topic_arns.urgent
    error_message = "a suspended table is told"
  }
}

run "silence_is_alarming_where_it_means_something" {
  command = plan

  assert {
    condition     = toset([for name, alarm in aws_cloudwatch_metric_alarm.this : name if alarm.treat_missing_data == "breaching"]) == toset(["dms-source-latency", "dms-target-latency", "no-run"])
    error_message = "no run and no replication are alarms"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["no-run"].comparison_operator == "LessThanThreshold" && aws_cloudwatch_metric_alarm.this["no-run"].evaluation_periods == 3
    error_message = "three hours without a run that ended well"
  }
}

run "alarms_watch_what_filters_and_the_watch_count" {
  command = plan

  assert {
    condition = length(setsubtract(
      [for alarm in aws_cloudwatch_metric_alarm.this : alarm.metric_name if alarm.namespace == "Millrace/millrace-test"],
      concat(
        flatten([for filter in aws_cloudwatch_log_metric_filter.line : [for transformation in filter.metric_transformation : transformation.name]]),
        jsondecode(aws_sfn_state_machine.watch["this"].definition).States.Count.Parameters.MetricData[*].MetricName,
      ),
    )) == 0
    error_message = "a metric that nothing counts can alarm nobody"
  }

  assert {
    condition     = alltrue([for filter in aws_cloudwatch_log_metric_filter.line : filter.log_group_name == "/aws-glue/jobs/millrace-test/output"])
    error_message = "filters read the job's lines"
  }
}

run "people_are_told_and_topics_are_closed" {
  command = plan

  assert {
    condition     = length(aws_sns_topic_subscription.email) == 2 && length(aws_sns_topic_subscription.sms) == 1 && alltrue([for subscription in aws_sns_topic_subscription.sms : subscription.topic_arn == output.topic_arns.urgent])
    error_message = "mail for everything, a text message for what is urgent"
  }

  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : topic.kms_master_key_id == var.kms_key_arn])
    error_message = "topics are encrypted"
  }

  assert {
    condition     = alltrue([for policy in aws_sns_topic_policy.this : jsondecode(policy.policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"])
    error_message = "only this account's services publish"
  }

  assert {
    condition     = aws_budgets_budget.this.limit_amount == "500"
    error_message = "the budget is watched"
  }
}

run "without_dms_and_warehouse_their_alarms_are_not_there" {
  command = plan

  variables {
    dms                     = null
    warehouse               = null
    source_db_instance_id   = null
    quiet_state_machine_arn = null
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.this) == 9 && length(aws_sfn_state_machine.watch) == 0
    error_message = "nothing watches what is not there"
  }
}

run "a_trail_sees_raw_and_lake" {
  command = plan

  variables {
    trail_name = "millrace-test"
  }

  assert {
    condition     = aws_cloudtrail.data[0].kms_key_id == var.kms_key_arn && aws_cloudtrail.data[0].enable_log_file_validation && toset(aws_cloudtrail.data[0].event_selector[0].data_resource[0].values) == toset(["arn:aws:s3:::test-raw/", "arn:aws:s3:::test-lake/"])
    error_message = "every access to raw and lake is recorded, encrypted and sealed"
  }
}

run "a_phone_number_is_international" {
  command = plan

  variables {
    phones = ["079 123 45 67"]
  }

  expect_failures = [var.phones]
}
