mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan

  mock_data "aws_availability_zones" {
    defaults = {
      names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    }
  }
}

variables {
  region      = "eu-west-1"
  account_id  = "123456789012"
  release     = "0.1.0"
  emails      = ["data@example.com"]
  lineage_url = "http://lineage.internal:5000"

  source_database = {
    database   = "retail"
    secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:source-AbCdEf"
  }
}

run "the_environment_stands" {
  command = plan

  assert {
    condition     = output.platform.job_name == "millrace-staging" && output.platform.buckets.lake == "millrace-staging-lake-123456789012"
    error_message = "everything bears the environment's name"
  }

  assert {
    condition     = output.arguments["--env"] == "prod" && strcontains(output.arguments["--set"], "lake_bucket=millrace-staging-lake-123456789012") && strcontains(output.arguments["--set"], "lineage_url=http://lineage.internal:5000")
    error_message = "pipeline.yml's prod environment runs on this environment's buckets"
  }
}
