mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name                = "millrace-test"
  account_id          = "123456789012"
  region              = "eu-west-1"
  job_name            = "millrace-test"
  job_timeout_minutes = 60
  alert_topic_arn     = "arn:aws:sns:eu-west-1:123456789012:alerts"
  kms_key_arn         = "arn:aws:kms:eu-west-1:123456789012:key/1"
  raw_bucket          = "test-raw"
}

run "the_state_machine_runs_the_job_and_tells_the_topic" {
  command = plan

  assert {
    condition     = jsondecode(aws_sfn_state_machine.pipeline.definition).States.RunStages.Branches[0].States.RunJob.Parameters.JobName == "millrace-test"
    error_message = "it runs the job"
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.pipeline.definition).States.Tell.Parameters.TopicArn == var.alert_topic_arn && jsondecode(aws_sfn_state_machine.pipeline.definition).States.RunStages.Branches[0].States.TellOfFilesSetAside.Parameters.TopicArn == var.alert_topic_arn
    error_message = "it tells the alert topic"
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.pipeline.definition).States.RunStages.Branches[0].States.RunJob.TimeoutSeconds == 3900 && jsondecode(aws_sfn_state_machine.pipeline.definition).TimeoutSeconds == 21600
    error_message = "a job run has 65 minutes, an execution 6 hours"
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.pipeline.definition).States.AllStages.Result == ["staging,dimensions,facts,publish"]
    error_message = "all stages are one job run"
  }

  assert {
    condition     = aws_scheduler_schedule.pipeline.target[0].arn == "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test" && aws_scheduler_schedule.pipeline.state == "ENABLED"
    error_message = "the schedule starts it"
  }
}

run "roles_are_bound_to_this_job_and_this_machine" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role_policy.pipeline.policy).Statement[0].Resource == "arn:aws:glue:eu-west-1:123456789012:job/millrace-test"
    error_message = "the state machine starts this job alone"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.pipeline.policy).Statement : statement.Sid if contains(flatten([statement.Resource]), "*")] == ["DeliverLogs"]
    error_message = "only log deliveries, which have no resource, are allowed on *"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.scheduler.policy).Statement[0].Resource == ["arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test"]
    error_message = "the scheduler starts this state machine alone"
  }
}

run "stages_can_be_split" {
  command = plan

  variables {
    split_stages = true
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.pipeline.definition).States.AllStages.Result == ["staging", "dimensions", "facts", "publish"]
    error_message = "each stage is a job run"
  }
}

run "new_files_start_a_run_once_it_is_quiet" {
  command = plan

  variables {
    on_new_files = { quiet_seconds = 120 }
  }

  assert {
    condition     = aws_sqs_queue.files["this"].delay_seconds == 120 && aws_sqs_queue.files["this"].kms_master_key_id == var.kms_key_arn
    error_message = "a file's message is delayed for the quiet time, and encrypted"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.files["this"].event_pattern).detail.bucket.name == ["test-raw"]
    error_message = "files of the raw bucket count"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.files["this"].event_pattern).detail.object.key[0].anything-but.wildcard == ["archive/*", "*awsdms_*"]
    error_message = "what the job itself archives starts no run"
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.quiet["this"].definition).States.StartRun.Parameters.StateMachineArn == "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test" && contains(jsondecode(aws_iam_role_policy.scheduler.policy).Statement[0].Resource, "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test-quiet")
    error_message = "the scheduler starts the one, and it the other"
  }
}

run "it_can_be_paused" {
  command = plan

  variables {
    enabled      = false
    on_new_files = {}
  }

  assert {
    condition     = aws_scheduler_schedule.pipeline.state == "DISABLED" && aws_scheduler_schedule.quiet["this"].state == "DISABLED"
    error_message = "nothing starts by itself"
  }
}

run "an_execution_must_outlast_its_job" {
  command = plan

  variables {
    timeout_minutes = 60
  }

  expect_failures = [var.timeout_minutes]
}
