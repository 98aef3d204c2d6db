output "state_machine_arn" {
  description = "The state machine that runs the pipeline."
  value       = local.pipeline_arn
}

output "quiet_state_machine_arn" {
  description = "The state machine that waits for quiet, where there is one."
  value       = var.on_new_files == null ? null : local.quiet_arn
}

output "definitions" {
  description = "What the state machines do, by the role they do it as."
  value = merge(
    { (aws_iam_role.pipeline.name) = aws_sfn_state_machine.pipeline.definition },
    { for key, machine in aws_sfn_state_machine.quiet : aws_iam_role.quiet[key].name => machine.definition },
  )
}

output "policies" {
  description = "What each role may do, by role."
  value = merge(
    {
      (aws_iam_role.pipeline.name)  = [aws_iam_role_policy.pipeline.policy]
      (aws_iam_role.scheduler.name) = [aws_iam_role_policy.scheduler.policy]
    },
    { for key, role in aws_iam_role.quiet : role.name => [aws_iam_role_policy.quiet[key].policy] },
  )
}
