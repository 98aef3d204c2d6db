output "buckets" {
  description = "The buckets' names by part."
  value       = module.storage.buckets
}

output "job_name" {
  description = "The Glue job."
  value       = module.glue_job.job_name
}

output "arguments" {
  description = "What every run of the job is started with."
  value       = module.glue_job.arguments
}

output "state_machine_arn" {
  description = "The state machine: start an execution to run the pipeline by hand."
  value       = module.orchestration.state_machine_arn
}

output "replication_task_arn" {
  description = "The DMS task."
  value       = module.dms.task_arn
}

output "warehouse_host" {
  description = "Where the warehouse answers, inside the VPC."
  value       = module.warehouse.host
}

output "salt_secret_name" {
  description = "The secret to fill before the first run."
  value       = module.glue_job.salt_secret_name
}

output "topic_arns" {
  description = "Topics to subscribe to: alerts, urgent."
  value       = module.monitoring.topic_arns
}

output "alarms" {
  description = "The alarms, as docs/runbook.md names them."
  value       = module.monitoring.alarms
}

output "policies" {
  description = "What each role may do, by role."
  value       = merge(module.dms.policies, module.glue_job.policies, module.monitoring.policies, module.orchestration.policies, module.warehouse.policies)
}

output "definitions" {
  description = "What the state machines do, by the role they do it as."
  value       = merge(module.monitoring.definitions, module.orchestration.definitions)
}
