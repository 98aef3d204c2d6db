mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

override_resource {
  target          = module.network.aws_subnet.private["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-a" }
}

override_resource {
  target          = module.network.aws_subnet.private["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-b" }
}

override_resource {
  target          = module.network.aws_subnet.private["eu-west-1c"]
  override_during = plan
  values          = { id = "subnet-c" }
}

variables {
  name    = "millrace-test"
  release = "0.1.0"
  network = { availability_zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  source_database = {
    database = "retail"
    tables   = [{ schema = "public", name = "customers" }]
    sample   = true
  }
  schedule           = { on_new_files = {} }
  alerts             = { budget_usd = 500, emails = ["data@example.com"] }
  pipeline_variables = { lineage_url = "http://lineage.internal:5000" }
}

run "the_parts_fit_together" {
  command = plan

  assert {
    condition     = output.arguments["--config"] == "s3://millrace-test-artifacts-123456789012/releases/0.1.0/config"
    error_message = "the job reads its configuration from the artifacts bucket"
  }

  assert {
    condition = toset([for pair in split(",", output.arguments["--set"]) : split("=", pair)[0]]) == toset([
      "account", "alert_topic", "lake_bucket", "lineage_url", "raw_bucket", "redshift_host", "redshift_role", "redshift_secret", "salt_secret", "temp_bucket",
    ])
    error_message = "every variable of pipeline.yml's prod environment is handed over"
  }

  assert {
    condition     = strcontains(output.arguments["--set"], "alert_topic=arn:aws:sns:eu-west-1:123456789012:millrace-test-alerts") && strcontains(output.arguments["--set"], "raw_bucket=millrace-test-raw-123456789012")
    error_message = "they name this platform's topic and buckets"
  }

  assert {
    condition     = output.state_machine_arn == "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test"
    error_message = "the state machine bears the platform's name"
  }

  assert {
    condition     = length(output.policies) == 9
    error_message = "nine roles: job, pipeline, quiet, two schedulers, watch, two of DMS, COPY"
  }
}

run "a_source_is_either_given_or_made" {
  command = plan

  variables {
    source_database = { database = "retail", tables = [{ schema = "public", name = "customers" }] }
  }

  expect_failures = [var.source_database]
}

run "a_network_is_either_given_or_made" {
  command = plan

  variables {
    network = { availability_zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"], vpc_id = "vpc-1" }
  }

  expect_failures = [var.network]
}
