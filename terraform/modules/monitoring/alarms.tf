# Every alarm, by the name that docs/runbook.md says what to do under.

locals {
  run_dimensions = { StateMachineArn = var.state_machine_arn }

  job_dimensions = { JobName = var.job_name, JobRunId = "ALL", Type = "gauge", ObservabilityGroup = "resource_utilization" }

  run_alarms = {
    run-failed = {
      urgent    = true, says = "A run failed; the topic has the job's own words."
      namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = local.run_dimensions, statistic = "Sum"
      above     = 0, period = 300, periods = 1, missing = "notBreaching"
    }
    run-timed-out = {
      urgent    = true, says = "An execution, with all its retries, ran out of time."
      namespace = "AWS/States", metric = "ExecutionsTimedOut", dimensions = local.run_dimensions, statistic = "Sum"
      above     = 0, period = 300, periods = 1, missing = "notBreaching"
    }
    run-slow = {
      urgent    = false, says = "A run took longer than ${var.slow_run_minutes} minutes."
      namespace = "AWS/States", metric = "ExecutionTime", dimensions = local.run_dimensions, statistic = "Maximum"
      above     = var.slow_run_minutes * 60000, period = 3600, periods = 1, missing = "notBreaching"
    }
    job-memory = {
      urgent    = false, says = "Heap of driver or executors above ${var.memory_percent}% for a quarter of an hour."
      namespace = "Glue", metric = "glue.ALL.memory.heap.used.percentage", dimensions = local.job_dimensions, statistic = "Maximum"
      above     = var.memory_percent / 100, period = 300, periods = 3, missing = "notBreaching"
    }
    not-fresh = {
      urgent    = true, says = "A source is older than its fresh_within."
      namespace = local.namespace, metric = "OverdueSeconds", dimensions = {}, statistic = "Maximum"
      above     = 0, period = 3600, periods = 1, missing = "notBreaching"
    }
    quarantine = {
      urgent    = false, says = "More than ${var.quarantine_percent}% of a batch was quarantined."
      namespace = local.namespace, metric = "QuarantinePercent", dimensions = {}, statistic = "Maximum"
      above     = var.quarantine_percent, period = 3600, periods = 1, missing = "notBreaching"
    }
  }

  storage_alarms = {
    for part in ["raw", "lake"] : "s3-errors-${part}" => {
      urgent    = false, says = "S3 answers requests to the ${part} bucket with 5xx."
      namespace = "AWS/S3", metric = "5xxErrors", dimensions = { BucketName = var.buckets[part], FilterId = "all" }, statistic = "Sum"
      above     = var.s3_errors, period = 300, periods = 2, missing = "notBreaching"
    }
  }

  dms_dimensions = { ReplicationInstanceIdentifier = try(var.dms.instance_id, null), ReplicationTaskIdentifier = try(var.dms.task_resource_id, null) }

  dms_alarms = { for name, alarm in {
    dms-source-latency = {
      urgent    = true, says = "DMS reads the source's log with more than ${var.dms_latency_seconds} s delay, or not at all."
      namespace = "AWS/DMS", metric = "CDCLatencySource", dimensions = local.dms_dimensions, statistic = "Average"
      above     = var.dms_latency_seconds, period = 300, periods = 3, missing = "breaching"
    }
    dms-target-latency = {
      urgent    = true, says = "DMS writes to raw with more than ${var.dms_latency_seconds} s delay, or not at all."
      namespace = "AWS/DMS", metric = "CDCLatencyTarget", dimensions = local.dms_dimensions, statistic = "Average"
      above     = var.dms_latency_seconds, period = 300, periods = 3, missing = "breaching"
    }
    dms-storage = {
      urgent    = false, says = "The replication instance has less than ${var.dms_free_gb} GB left."
      namespace = "AWS/DMS", metric = "FreeStorageSpace", dimensions = { ReplicationInstanceIdentifier = try(var.dms.instance_id, null) }, statistic = "Minimum"
      below     = var.dms_free_gb * 1073741824, period = 300, periods = 3, missing = "missing"
    }
  } : name => alarm if var.dms != null }


  source_alarms = { for name, alarm in {
    slot-lag = {
      urgent    = true, says = "The source keeps more than ${var.slot_lag_gb} GB of log for DMS: it will run out of disk."
      namespace = "AWS/RDS", metric = "OldestReplicationSlotLag", dimensions = { DBInstanceIdentifier = var.source_db_instance_id }, statistic = "Maximum"
      above     = var.slot_lag_gb * 1073741824, period = 300, periods = 3, missing = "notBreaching"
    }
  } : name => alarm if var.source_db_instance_id != null }


  warehouse_alarms = { for name, alarm in {
    load-errors = {
      urgent    = false, says = "Redshift refused rows of a load in the last hour."
      namespace = local.namespace, metric = "LoadErrors", dimensions = {}, statistic = "Maximum"
      above     = 0, period = 3600, periods = 1, missing = "notBreaching"
    }
    slow-queries = {
      urgent    = false, says = "More than ${var.slow_queries} queries of the last hour took longer than ${var.slow_query_seconds} s."
      namespace = local.namespace, metric = "SlowQueries", dimensions = {}, statistic = "Maximum"
      above     = var.slow_queries, period = 3600, periods = 1, missing = "notBreaching"
    }
    warehouse-watch-failed = {
      urgent    = false, says = "The warehouse could not be asked: the two alarms above are blind."
      namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.watch_arn }, statistic = "Sum"
      above     = 0, period = 3600, periods = 1, missing = "notBreaching"
    }
  } : name => alarm if var.warehouse != null }


  quiet_alarms = { for name, alarm in {
    quiet-failed = {
      urgent    = false, says = "New files could not be looked at: runs start by schedule alone."
      namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = var.quiet_state_machine_arn }, statistic = "Sum"
      above     = 0, period = 3600, periods = 1, missing = "notBreaching"
    }
  } : name => alarm if var.quiet_state_machine_arn != null }


  # Kept apart from the others: it alone counts what did not happen.
  no_run = {
    # The job's own successes: an execution that left the work to another run succeeds too.
    no-run = {
      urgent    = true, says = "No run has ended well for ${var.no_run_hours} hours."
      namespace = "Glue", metric = "glue.succeed.ALL", dimensions = { JobName = var.job_name, JobRunId = "ALL", Type = "count", ObservabilityGroup = "error" }, statistic = "Sum"
      below     = 1, period = 3600, periods = var.no_run_hours, missing = "breaching"
    }
  }

  alarms = merge(local.run_alarms, local.storage_alarms, local.dms_alarms, local.source_alarms, local.warehouse_alarms, local.quiet_alarms, local.no_run)
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.says} What to do: docs/runbook.md, ${each.key}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = try(each.value.below, null) == null ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = try(each.value.below, null) == null ? each.value.above : each.value.below
  period              = each.value.period
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.periods
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.this[each.value.urgent ? "urgent" : "alerts"].arn]
  ok_actions          = [aws_sns_topic.this["alerts"].arn]
}
