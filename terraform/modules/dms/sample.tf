# An optional PostgreSQL to try the platform with: logical replication on, its tables in sample-schema.sql.

locals {
  sample = var.sample_source == null ? {} : { this = var.sample_source }
}

resource "aws_db_subnet_group" "sample" {
  for_each = local.sample

  name       = "${var.name}-sample-source"
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "sample" {
  for_each = local.sample

  name        = "${var.name}-sample-source"
  family      = "postgres16"
  description = "Logical replication for DMS"

  parameter {
    name         = "rds.logical_replication"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements,pglogical"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "max_replication_slots"
    value        = "10"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "max_wal_senders"
    value        = "10"
    apply_method = "pending-reboot"
  }

  # A stopped task would fill the disk with write-ahead log; beyond this its slot is lost instead.
  parameter {
    name         = "max_slot_wal_keep_size"
    value        = "10240"
    apply_method = "immediate"
  }

  parameter {
    name         = "wal_sender_timeout"
    value        = "0" # DMS may be silent for longer than the default of a minute
    apply_method = "immediate"
  }

  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "immediate"
  }
}

resource "aws_db_instance" "sample" {
  for_each = local.sample

  identifier                      = "${var.name}-sample-source"
  engine                          = "postgres"
  engine_version                  = "16"
  instance_class                  = each.value.instance_class
  allocated_storage               = each.value.allocated_storage
  storage_type                    = "gp3"
  storage_encrypted               = true
  kms_key_id                      = var.kms_key_arn
  db_name                         = var.database
  username                        = "postgres"
  manage_master_user_password     = true
  master_user_secret_kms_key_id   = var.kms_key_arn
  parameter_group_name            = aws_db_parameter_group.sample[each.key].name
  db_subnet_group_name            = aws_db_subnet_group.sample[each.key].name
  vpc_security_group_ids          = var.source_security_group_ids
  publicly_accessible             = false
  backup_retention_period         = 7
  auto_minor_version_upgrade      = true
  deletion_protection             = false
  skip_final_snapshot             = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
}

# Filled by hand (README): a password that Terraform knew would stand in its state.
resource "aws_secretsmanager_secret" "sample" {
  count = var.sample_source == null ? 0 : 1

  name        = "${var.name}/sample-source"
  description = "What DMS logs in to the sample source with: username, password, host, port."
  kms_key_id  = var.kms_key_arn
}
