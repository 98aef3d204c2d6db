output "host" {
  description = "Where the warehouse answers."
  value       = local.host
}

output "port" {
  description = "On which port."
  value       = local.port
}

output "database" {
  description = "Its database."
  value       = local.database
}

output "secret_arn" {
  description = "The secret with user and password."
  value       = local.secret_arn
}

output "copy_role_arn" {
  description = "The role that COPY reads the temp bucket with."
  value       = aws_iam_role.copy.arn
}

output "workgroup_name" {
  description = "The workgroup, where the warehouse was made here."
  value       = var.existing == null ? aws_redshiftserverless_workgroup.this["this"].workgroup_name : null
}

output "workgroup_arn" {
  description = "Its ARN."
  value       = var.existing == null ? aws_redshiftserverless_workgroup.this["this"].arn : null
}

output "policies" {
  description = "What each role may do, by role."
  value       = { (aws_iam_role.copy.name) = [aws_iam_role_policy.copy.policy] }
}
