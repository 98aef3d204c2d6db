output "task_id" {
  description = "The replication task's name."
  value       = aws_dms_replication_task.this.replication_task_id
}

output "task_arn" {
  description = "The replication task."
  value       = aws_dms_replication_task.this.replication_task_arn
}

output "task_resource_id" {
  description = "What its metrics name it: the last part of its ARN."
  value       = element(split(":", aws_dms_replication_task.this.replication_task_arn), 6)
}

output "instance_id" {
  description = "The replication instance's name."
  value       = aws_dms_replication_instance.this.replication_instance_id
}

output "log_group" {
  description = "Where the task writes its log."
  value       = aws_cloudwatch_log_group.tasks.name
}

output "sample_source_id" {
  description = "The sample source's instance, where there is one."
  value       = one([for instance in aws_db_instance.sample : instance.identifier])
}

output "policies" {
  description = "What each role may do, by role."
  value = {
    (aws_iam_role.target.name) = [aws_iam_role_policy.target.policy]
    (aws_iam_role.secret.name) = [aws_iam_role_policy.secret.policy]
  }
}
