locals {
  # title → metrics as CloudWatch writes them
  graphs = merge(
    {
      "Runs" = [
        for metric in ["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"] : ["AWS/States", metric, "StateMachineArn", var.state_machine_arn, { stat = "Sum" }]
      ]
      "How long runs take (ms)" = [["AWS/States", "ExecutionTime", "StateMachineArn", var.state_machine_arn, { stat = "Maximum" }]]
      "Freshness (s)" = [
        for metric in ["LagSeconds", "OverdueSeconds"] : [local.namespace, metric, { stat = "Maximum" }]
      ]
      "Quarantined (%)" = [[local.namespace, "QuarantinePercent", { stat = "Maximum" }]]
      "Retries"         = [[local.namespace, "Retries", { stat = "Sum" }]]
      "Heap of driver and executors" = [
        ["Glue", "glue.ALL.memory.heap.used.percentage", "JobName", var.job_name, "JobRunId", "ALL", "Type", "gauge", "ObservabilityGroup", "resource_utilization", { stat = "Maximum" }]
      ]
      "S3 errors" = [
        for part in ["raw", "lake"] : ["AWS/S3", "5xxErrors", "BucketName", var.buckets[part], "FilterId", "all", { stat = "Sum" }]
      ]
    },
    var.dms == null ? {} : {
      "DMS latency (s)" = [
        for metric in ["CDCLatencySource", "CDCLatencyTarget"] : ["AWS/DMS", metric, "ReplicationInstanceIdentifier", var.dms.instance_id, "ReplicationTaskIdentifier", var.dms.task_resource_id]
      ]
      "DMS rows a second" = [["AWS/DMS", "CDCThroughputRowsTarget", "ReplicationInstanceIdentifier", var.dms.instance_id, "ReplicationTaskIdentifier", var.dms.task_resource_id]]
    },
    var.warehouse == null ? {} : {
      "Warehouse" = [for metric in ["LoadErrors", "SlowQueries"] : [local.namespace, metric, { stat = "Maximum" }]]
    },
  )

  titles = sort(keys(local.graphs))
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type       = "alarm"
        x          = 0
        y          = 0
        width      = 24
        height     = 4
        properties = { title = "Alarms", alarms = [for alarm in aws_cloudwatch_metric_alarm.this : "arn:aws:cloudwatch:${var.region}:${var.account_id}:alarm:${alarm.alarm_name}"] }
      }],
      [
        for number, title in local.titles : {
          type       = "metric"
          x          = (number % 3) * 8
          y          = 4 + floor(number / 3) * 6
          width      = 8
          height     = 6
          properties = { title = title, region = var.region, period = 300, view = "timeSeries", metrics = local.graphs[title] }
        }
      ],
    )
  })
}
