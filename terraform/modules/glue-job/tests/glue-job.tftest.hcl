mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name               = "millrace-test"
  account_id         = "123456789012"
  region             = "eu-west-1"
  buckets            = { raw = "test-raw", lake = "test-lake", temp = "test-temp", artifacts = "test-artifacts" }
  release            = "0.1.0"
  variables          = { raw_bucket = "test-raw", lake_bucket = "test-lake" }
  kms_key_arn        = "arn:aws:kms:eu-west-1:123456789012:key/1"
  secret_arns        = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:redshift-AbCdEf"]
  alert_topic_arn    = "arn:aws:sns:eu-west-1:123456789012:alerts"
  subnet_id          = "subnet-1"
  availability_zone  = "eu-west-1a"
  security_group_ids = ["sg-1"]
}

run "the_job_is_glue_5_1_with_auto_scaling_and_a_timeout" {
  command = plan

  assert {
    condition     = aws_glue_job.this.glue_version == "5.1" && aws_glue_job.this.worker_type == "G.1X" && aws_glue_job.this.timeout == 60
    error_message = "Glue 5.1, G.1X, an hour at most"
  }

  assert {
    condition     = aws_glue_job.this.max_retries == 0 && aws_glue_job.this.execution_property[0].max_concurrent_runs == 1
    error_message = "Glue neither retries nor runs it twice at once"
  }

  assert {
    condition     = aws_glue_job.this.default_arguments["--enable-auto-scaling"] == "true" && aws_glue_job.this.default_arguments["--job-bookmark-option"] == "job-bookmark-disable" && aws_glue_job.this.default_arguments["--datalake-formats"] == "delta"
    error_message = "auto scaling on, bookmarks off, Delta by Glue"
  }

  assert {
    condition     = strcontains(aws_glue_job.this.default_arguments["--conf"], "spark.sql.shuffle.partitions=48 ")
    error_message = "three shuffle partitions for each of 4 × 4 executor cores"
  }

  assert {
    condition     = aws_glue_job.this.default_arguments["--set"] == "lake_bucket=test-lake,raw_bucket=test-raw"
    error_message = "pipeline.yml's variables are handed over"
  }

  assert {
    condition     = aws_glue_job.this.command[0].script_location == "s3://test-artifacts/releases/0.1.0/MillraceGlue.scala" && aws_glue_job.this.default_arguments["--extra-jars"] == "s3://test-artifacts/releases/0.1.0/millrace.jar" && aws_glue_job.this.default_arguments["--config"] == "s3://test-artifacts/releases/0.1.0/config"
    error_message = "script, jar and configuration are of one release"
  }
}

run "what_it_writes_is_encrypted_and_its_logs_are_kept_for_a_while" {
  command = plan

  assert {
    condition     = aws_glue_security_configuration.this.encryption_configuration[0].s3_encryption[0].s3_encryption_mode == "SSE-KMS"
    error_message = "S3 is encrypted with the data key"
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.this : group.retention_in_days == 30 && group.kms_key_id == var.kms_key_arn])
    error_message = "both log groups are encrypted and have a retention"
  }

  assert {
    condition     = aws_glue_job.this.default_arguments["--custom-logGroup-prefix"] == "/aws-glue/jobs/millrace-test" && aws_cloudwatch_log_group.this["output"].name == "/aws-glue/jobs/millrace-test/output"
    error_message = "Glue writes to exactly those groups"
  }
}

run "the_role_names_every_action_and_resource" {
  command = plan

  assert {
    condition     = alltrue(flatten([for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]]))
    error_message = "no action is a wildcard"
  }

  assert {
    condition     = toset([for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : statement.Sid if contains(flatten([statement.Resource]), "*")]) == toset(["LookAtNetwork", "PutGlueMetrics"])
    error_message = "only what has no resource of its own is allowed on *"
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : !contains(flatten([statement.Action]), "s3:DeleteObject") || !strcontains(jsonencode(statement.Resource), "archive")])
    error_message = "the job cannot delete what it archived"
  }
}

run "a_comma_in_a_variable_is_refused" {
  command = plan

  variables {
    variables = { lineage_url = "http://a,http://b" }
  }

  expect_failures = [var.variables]
}
