mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name               = "millrace-test"
  account_id         = "123456789012"
  kms_key_arn        = "arn:aws:kms:eu-west-1:123456789012:key/1"
  temp_bucket        = "test-temp"
  subnet_ids         = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_ids = ["sg-1"]
}

run "a_warehouse_is_private_encrypted_and_bounded" {
  command = plan

  assert {
    condition     = !aws_redshiftserverless_workgroup.this["this"].publicly_accessible && aws_redshiftserverless_workgroup.this["this"].enhanced_vpc_routing
    error_message = "it is reached, and reaches S3, inside the VPC alone"
  }

  assert {
    condition     = anytrue([for parameter in aws_redshiftserverless_workgroup.this["this"].config_parameter : parameter.parameter_key == "require_ssl" && parameter.parameter_value == "true"])
    error_message = "it answers over TLS alone"
  }

  assert {
    condition     = aws_redshiftserverless_namespace.this["this"].kms_key_id == var.kms_key_arn && aws_redshiftserverless_namespace.this["this"].manage_admin_password && aws_redshiftserverless_namespace.this["this"].admin_user_password == null
    error_message = "it is encrypted, and its password is in Secrets Manager alone"
  }

  assert {
    condition     = aws_redshiftserverless_usage_limit.compute["this"].amount == 48 && aws_redshiftserverless_usage_limit.compute["this"].period == "daily"
    error_message = "the bill is bounded"
  }
}

run "copy_reads_the_temp_bucket_alone" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role_policy.copy.policy).Statement[0].Resource == "arn:aws:s3:::test-temp/redshift/*" && jsondecode(aws_iam_role_policy.copy.policy).Statement[0].Action == ["s3:GetObject"]
    error_message = "the COPY role reads what was staged, and writes nothing"
  }

  assert {
    condition     = toset([for statement in aws_redshiftdata_statement.schema : statement.sql]) == toset(["CREATE SCHEMA IF NOT EXISTS staging", "CREATE SCHEMA IF NOT EXISTS dw"])
    error_message = "both schemas are made"
  }
}

run "an_existing_cluster_is_taken_as_it_is" {
  command = plan

  variables {
    existing = {
      host               = "retail.abc.eu-west-1.redshift.amazonaws.com"
      database           = "retail"
      secret_arn         = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:retail-AbCdEf"
      cluster_identifier = "retail"
    }
  }

  assert {
    condition     = length(aws_redshiftserverless_workgroup.this) == 0 && output.host == "retail.abc.eu-west-1.redshift.amazonaws.com" && output.port == 5439
    error_message = "no warehouse is made"
  }

  assert {
    condition     = aws_redshift_usage_limit.concurrency_scaling["this"].feature_type == "concurrency-scaling" && aws_redshift_usage_limit.concurrency_scaling["this"].amount == 60
    error_message = "concurrency scaling stays within its free hour"
  }
}

run "a_schema_is_an_identifier" {
  command = plan

  variables {
    schemas = { target = "dw; drop schema dw" }
  }

  expect_failures = [var.schemas]
}
