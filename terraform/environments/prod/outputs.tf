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

# What scripts/deploy asks for.

output "artifacts_bucket" {
  description = "Where releases are uploaded to."
  value       = module.platform.buckets.artifacts
}

output "pipeline_environment" {
  description = "The environment of pipeline.yml that runs here."
  value       = module.platform.arguments["--env"]
}

output "pipeline_variables" {
  description = "What its variables stand for here, as one --set argument."
  value       = module.platform.arguments["--set"]
}
