output "job_name" {
  description = "The job's name."
  value       = aws_glue_job.this.name
}

output "job_arn" {
  description = "The job."
  value       = "arn:aws:glue:${var.region}:${var.account_id}:job/${aws_glue_job.this.name}"
}

output "arguments" {
  description = "What every run is started with."
  value       = local.arguments
}

output "log_group" {
  description = "Where the job's own lines go, metric lines among them."
  value       = aws_cloudwatch_log_group.this["output"].name
}

output "policies" {
  description = "What each role may do, by role."
  value       = { (aws_iam_role.job.name) = [aws_iam_role_policy.job.policy] }
}

output "salt_secret_name" {
  description = "The secret that holds the masks' salt; filled by hand."
  value       = aws_secretsmanager_secret.salt.name
}
