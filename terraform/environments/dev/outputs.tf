output "platform" {
  description = "What people and scripts ask for: buckets, names, ARNs."
  value = {
    buckets              = module.platform.buckets
    job_name             = module.platform.job_name
    state_machine_arn    = module.platform.state_machine_arn
    replication_task_arn = module.platform.replication_task_arn
    salt_secret_name     = module.platform.salt_secret_name
    warehouse_host       = module.platform.warehouse_host
  }
}

output "arguments" {
  description = "What every run of the job is started with."
  value       = module.platform.arguments
}
