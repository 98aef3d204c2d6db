# Applied, against the mock: a rule's unset attributes are known only then.
mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name       = "millrace-test"
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "raw_files_expire_only_once_they_are_archived" {
  variables {
    replay_window_days = 200
  }

  assert {
    condition = [
      for rule in aws_s3_bucket_lifecycle_configuration.this["raw"].rule : rule.filter[0].prefix
      if length([for expiration in rule.expiration : expiration if coalesce(expiration.days, 0) > 0]) > 0
    ] == ["archive/"]
    error_message = "of raw nothing but archive/ expires"
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.this["raw"].rule : rule.expiration[0].days if rule.id == "archive-then-expiry"]) == 200
    error_message = "archived files are kept for replay_window_days"
  }

  assert {
    condition     = length([for configuration in aws_s3_bucket_lifecycle_configuration.this : configuration if contains([for rule in configuration.rule : rule.id], "aborted-uploads")]) == 4
    error_message = "aborted uploads are removed everywhere"
  }

  assert {
    condition     = alltrue([for part in ["raw", "lake", "artifacts"] : aws_s3_bucket_versioning.this[part].versioning_configuration[0].status == "Enabled"])
    error_message = "what cannot be made again is versioned"
  }
}
