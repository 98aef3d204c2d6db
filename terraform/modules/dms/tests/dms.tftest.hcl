mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name               = "millrace-test"
  account_id         = "123456789012"
  region             = "eu-west-1"
  raw_bucket         = "millrace-test-raw"
  kms_key_arn        = "arn:aws:kms:eu-west-1:123456789012:key/1"
  subnet_ids         = ["subnet-1", "subnet-2"]
  security_group_ids = ["sg-1"]
  database           = "retail"
  source_secret_arn  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:source-AbCdEf"
  tables             = [{ schema = "public", name = "customers" }, { schema = "public", name = "orders" }]
}

run "the_target_writes_what_millrace_reads" {
  command = plan

  assert {
    condition     = aws_dms_s3_endpoint.target.data_format == "parquet" && !aws_dms_s3_endpoint.target.preserve_transactions
    error_message = "files are Parquet; with PreserveTransactions they would be CSV"
  }

  assert {
    condition     = aws_dms_s3_endpoint.target.include_op_for_full_load && aws_dms_s3_endpoint.target.timestamp_column_name == "dms_ts" && aws_dms_s3_endpoint.target.use_task_start_time_for_full_load_timestamp
    error_message = "every row has an Op and a timestamp, and a load has one timestamp"
  }

  assert {
    condition     = !aws_dms_s3_endpoint.target.cdc_inserts_only && !aws_dms_s3_endpoint.target.cdc_inserts_and_updates
    error_message = "deletes are written too"
  }

  assert {
    condition     = aws_dms_s3_endpoint.target.cdc_max_batch_interval == 60 && aws_dms_s3_endpoint.target.cdc_min_file_size == 32000 && aws_dms_s3_endpoint.target.max_file_size == 131072
    error_message = "changes are written every minute or 32 MB"
  }

  assert {
    condition     = aws_dms_s3_endpoint.target.encryption_mode == "SSE_KMS" && aws_dms_s3_endpoint.target.server_side_encryption_kms_key_id == var.kms_key_arn && aws_dms_s3_endpoint.target.expected_bucket_owner == "123456789012"
    error_message = "files are encrypted with the data key, in a bucket of this account"
  }
}

run "changes_carry_their_sequence_and_the_key_before" {
  command = plan

  assert {
    condition = toset([
      for rule in jsondecode(aws_dms_replication_task.this.table_mappings).rules : rule.object-locator.table-name
      if rule.rule-action == "add-column" && try(rule.value, "") == "AR_H_CHANGE_SEQ" && try(rule.expression, "") == "$AR_H_CHANGE_SEQ"
    ]) == toset(["customers", "orders"])
    error_message = "every table has AR_H_CHANGE_SEQ"
  }

  assert {
    condition = toset([
      for rule in jsondecode(aws_dms_replication_task.this.table_mappings).rules : rule.object-locator.table-name
      if rule.rule-action == "add-before-image-columns" && try(rule.before-image-def.column-prefix, "") == "BI_" && try(rule.before-image-def.column-filter, "") == "pk-only"
    ]) == toset(["customers", "orders"])
    error_message = "every table has its key's before-image as BI_<column>"
  }

  assert {
    condition     = length(distinct([for rule in jsondecode(aws_dms_replication_task.this.table_mappings).rules : rule.rule-id])) == 6
    error_message = "rule ids are unique"
  }

  assert {
    condition     = !jsondecode(aws_dms_replication_task.this.replication_task_settings).ChangeProcessingDdlHandlingPolicy.HandleSourceTableTruncated
    error_message = "a TRUNCATE at the source deletes no file"
  }
}

run "a_postgres_source_beats_and_is_reached_by_secret" {
  command = plan

  assert {
    condition     = aws_dms_endpoint.source.postgres_settings[0].heartbeat_enable && aws_dms_endpoint.source.ssl_mode == "require"
    error_message = "the write-ahead log's heartbeat is on, and so is TLS"
  }

  assert {
    condition     = aws_dms_endpoint.source.password == null && aws_dms_endpoint.source.secrets_manager_arn == var.source_secret_arn
    error_message = "the password is in Secrets Manager alone"
  }

  assert {
    condition     = !aws_dms_replication_instance.this.publicly_accessible && aws_dms_replication_instance.this.kms_key_arn == var.kms_key_arn
    error_message = "the instance is private and encrypted"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.target.policy).Statement[0].Resource == "arn:aws:s3:::millrace-test-raw/dms/*"
    error_message = "DMS writes to its folder alone"
  }
}

run "a_mysql_source_has_no_postgres_settings" {
  command = plan

  variables {
    engine = "mysql"
  }

  assert {
    condition     = length(aws_dms_endpoint.source.postgres_settings) == 0 && strcontains(aws_dms_endpoint.source.extra_connection_attributes, "eventsPollInterval")
    error_message = "MySQL is read by polling its log"
  }
}

run "a_sample_source_replicates_logically" {
  command = plan

  variables {
    source_secret_arn         = null
    sample_source             = {}
    source_security_group_ids = ["sg-2"]
  }

  assert {
    condition     = anytrue([for parameter in aws_db_parameter_group.sample["this"].parameter : parameter.name == "rds.logical_replication" && parameter.value == "1"])
    error_message = "logical replication is on"
  }

  assert {
    condition     = aws_db_instance.sample["this"].storage_encrypted && !aws_db_instance.sample["this"].publicly_accessible && aws_db_instance.sample["this"].manage_master_user_password
    error_message = "the sample source is encrypted, private, and its password is not in the state"
  }
}

run "a_source_is_either_given_or_made" {
  command = plan

  variables {
    source_secret_arn = null
  }

  expect_failures = [var.source_secret_arn]
}

run "control_tables_are_not_replicated" {
  command = plan

  variables {
    tables = [{ schema = "awsdms", name = "awsdms_status" }]
  }

  expect_failures = [var.tables]
}
