mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name       = "millrace-test"
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "nothing_is_public_and_everything_is_encrypted" {
  command = plan

  assert {
    condition = alltrue([
      for block in aws_s3_bucket_public_access_block.this :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ]) && length(aws_s3_bucket_public_access_block.this) == 4
    error_message = "all four buckets block public access in all four ways"
  }

  assert {
    condition = alltrue(flatten([
      for encryption in aws_s3_bucket_server_side_encryption_configuration.this : [
        for rule in encryption.rule : [
          for by_default in rule.apply_server_side_encryption_by_default :
          by_default.sse_algorithm == "aws:kms" && by_default.kms_master_key_id == aws_kms_key.data.arn
        ]
      ]
    ])) && length(aws_s3_bucket_server_side_encryption_configuration.this) == 4
    error_message = "all four buckets are encrypted with the data key"
  }

  assert {
    condition     = aws_kms_key.data.enable_key_rotation
    error_message = "the key rotates"
  }
}

run "buckets_answer_their_owner_over_tls_alone" {
  command = plan

  assert {
    condition = alltrue([
      for policy in aws_s3_bucket_policy.this :
      jsondecode(policy.policy).Statement[0].Effect == "Deny" && jsondecode(policy.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    ])
    error_message = "a request without TLS is denied"
  }

  assert {
    condition = alltrue([
      for policy in aws_s3_bucket_policy.this :
      jsondecode(policy.policy).Statement[1].Effect == "Deny" && jsondecode(policy.policy).Statement[1].Condition.StringNotEquals["aws:PrincipalAccount"] == "123456789012"
    ])
    error_message = "another account is denied"
  }

  assert {
    condition     = alltrue([for policy in aws_s3_bucket_policy.this : alltrue([for statement in jsondecode(policy.policy).Statement : statement.Effect == "Deny"])])
    error_message = "without a trail no bucket policy allows anything"
  }
}

run "a_trail_may_write_to_its_own_folder" {
  command = plan

  variables {
    trail_name = "millrace-test"
  }

  assert {
    condition = [
      for statement in jsondecode(aws_s3_bucket_policy.this["artifacts"].policy).Statement : statement.Resource
      if statement.Effect == "Allow" && statement.Action == "s3:PutObject"
    ] == ["arn:aws:s3:::millrace-test-artifacts-123456789012/cloudtrail/AWSLogs/123456789012/*"]
    error_message = "CloudTrail writes below cloudtrail/ and nowhere else"
  }
}

run "a_window_too_short_for_its_storage_class_is_refused" {
  command = plan

  variables {
    replay_window_days = 60
  }

  expect_failures = [var.replay_window_days]
}
