output "alert_topic_arn" {
  description = "The topic that failures are told to."
  value       = local.topic_arns["alerts"]
}

output "topic_arns" {
  description = "All topics by name: alerts, urgent."
  value       = local.topic_arns
}

output "alarms" {
  description = "The alarms' names, as docs/runbook.md has them."
  value       = sort(concat(keys(local.alarms), var.dms == null ? [] : ["suspended-tables"]))
}

output "definitions" {
  description = "What the state machines do, by the role they do it as."
  value       = { for key, machine in aws_sfn_state_machine.watch : aws_iam_role.watch[key].name => machine.definition }
}

output "policies" {
  description = "What each role may do, by role."
  value = merge(
    { for key, role in aws_iam_role.watch : role.name => [aws_iam_role_policy.watch[key].policy] },
    { for key, role in aws_iam_role.scheduler : role.name => [aws_iam_role_policy.scheduler[key].policy] },
  )
}
