# Change data capture: a source database's log → Parquet in the raw bucket.

locals {
  is_postgres   = var.engine == "postgres"
  source_secret = var.sample_source == null ? var.source_secret_arn : aws_secretsmanager_secret.sample[0].arn
  bucket_arn    = "arn:aws:s3:::${var.raw_bucket}"

  selections = [
    for number, table in var.tables : {
      rule-type      = "selection"
      rule-id        = tostring(100 + number)
      rule-name      = "select-${table.schema}-${table.name}"
      object-locator = { schema-name = table.schema, table-name = table.name }
      rule-action    = "include"
    }
  ]

  # The change sequence orders changes inside one transaction, whose rows share a timestamp.
  sequences = [
    for number, table in var.tables : {
      rule-type      = "transformation"
      rule-id        = tostring(300 + number)
      rule-name      = "sequence-${table.schema}-${table.name}"
      rule-target    = "column"
      object-locator = { schema-name = table.schema, table-name = table.name }
      rule-action    = "add-column"
      value          = "AR_H_CHANGE_SEQ"
      expression     = "$AR_H_CHANGE_SEQ"
      data-type      = { type = "string", length = 50 }
    }
  ]

  # A changed primary key arrives with its old value, as BI_<column>.
  before_images = [
    for number, table in var.tables : {
      rule-type        = "transformation"
      rule-id          = tostring(500 + number)
      rule-name        = "before-${table.schema}-${table.name}"
      rule-target      = "column"
      object-locator   = { schema-name = table.schema, table-name = table.name }
      rule-action      = "add-before-image-columns"
      before-image-def = { column-prefix = "BI_", column-suffix = "", column-filter = "pk-only" }
    }
  ]
}

locals {
  account_roles = {
    dms-vpc-role             = "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole"
    dms-cloudwatch-logs-role = "arn:aws:iam::aws:policy/service-role/AmazonDMSCloudWatchLogsRole"
  }
}

# DMS looks for these two roles by these names; an account has them once.
resource "aws_iam_role" "account" {
  for_each = var.create_account_roles ? local.account_roles : {}

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "dms.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "account" {
  for_each = aws_iam_role.account

  role       = each.value.name
  policy_arn = local.account_roles[each.key]
}

resource "aws_iam_role" "target" {
  name        = "${var.name}-dms-target"
  description = "DMS writes change files to the raw bucket."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "dms.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "target" {
  name = "raw-bucket"
  role = aws_iam_role.target.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Write"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:PutObject", "s3:PutObjectTagging"]
        Resource = "${local.bucket_arn}/${var.folder}/*"
      },
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = local.bucket_arn
      },
      {
        Sid      = "Encrypt"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = var.kms_key_arn
      },
    ]
  })
}

resource "aws_iam_role" "secret" {
  name        = "${var.name}-dms-secret"
  description = "DMS reads the source's user and password."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "dms.${var.region}.amazonaws.com" } # the regional name: DMS asks for it here
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "secret" {
  name = "source-secret"
  role = aws_iam_role.secret.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
        Resource = local.source_secret
      },
      {
        Sid      = "Decrypt"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:DescribeKey"]
        Resource = coalesce(var.source_secret_kms_key_arn, var.kms_key_arn)
      },
    ]
  })
}

resource "aws_dms_replication_subnet_group" "this" {
  replication_subnet_group_id          = var.name
  replication_subnet_group_description = "Private subnets of ${var.name}"
  subnet_ids                           = var.subnet_ids

  depends_on = [aws_iam_role_policy_attachment.account]
}

resource "aws_dms_replication_instance" "this" {
  replication_instance_id      = var.name
  replication_instance_class   = var.instance_class
  engine_version               = var.engine_version
  allocated_storage            = var.allocated_storage
  multi_az                     = var.multi_az
  publicly_accessible          = false
  auto_minor_version_upgrade   = true
  kms_key_arn                  = var.kms_key_arn
  replication_subnet_group_id  = aws_dms_replication_subnet_group.this.replication_subnet_group_id
  vpc_security_group_ids       = var.security_group_ids
  preferred_maintenance_window = var.maintenance_window
}

resource "aws_dms_endpoint" "source" {
  endpoint_id                     = "${var.name}-source"
  endpoint_type                   = "source"
  engine_name                     = var.engine
  database_name                   = var.database
  ssl_mode                        = "require"
  kms_key_arn                     = var.kms_key_arn
  secrets_manager_arn             = local.source_secret
  secrets_manager_access_role_arn = aws_iam_role.secret.arn
  # MySQL: how often its log is read, and how long DMS has it kept is the database's own setting.
  extra_connection_attributes = local.is_postgres ? null : "eventsPollInterval=5;"

  dynamic "postgres_settings" {
    for_each = local.is_postgres ? [1] : []

    content {
      plugin_name  = "pglogical"
      capture_ddls = true
      # An idle source would hold its write-ahead log for ever: the heartbeat moves the slot on.
      heartbeat_enable             = true
      heartbeat_schema             = "awsdms"
      heartbeat_frequency          = 5
      fail_tasks_on_lob_truncation = true
    }
  }

  depends_on = [aws_iam_role_policy.secret]
}

resource "aws_dms_s3_endpoint" "target" {
  endpoint_id             = "${var.name}-raw"
  endpoint_type           = "target"
  bucket_name             = var.raw_bucket
  bucket_folder           = var.folder
  expected_bucket_owner   = var.account_id
  service_access_role_arn = aws_iam_role.target.arn

  # KMS from the first day: an endpoint cannot go from SSE_S3 to SSE_KMS later.
  encryption_mode                   = "SSE_KMS"
  server_side_encryption_kms_key_id = var.kms_key_arn
  kms_key_arn                       = var.kms_key_arn

  data_format                      = "parquet"
  parquet_version                  = "parquet-2-0"
  parquet_timestamp_in_millisecond = false
  compression_type                 = "GZIP"
  enable_statistics                = true

  # What Millrace reads: an Op on every row, and one timestamp per load, before all changes after it.
  include_op_for_full_load                    = true
  timestamp_column_name                       = var.timestamp_column
  use_task_start_time_for_full_load_timestamp = true
  cdc_inserts_only                            = false
  cdc_inserts_and_updates                     = false
  preserve_transactions                       = false # it would write CSV
  date_partition_enabled                      = true
  date_partition_sequence                     = "YYYYMMDD"
  date_partition_delimiter                    = "SLASH"

  cdc_max_batch_interval = var.cdc_max_batch_interval
  cdc_min_file_size      = var.cdc_min_file_size
  max_file_size          = var.max_file_size

  depends_on = [aws_iam_role_policy.target]
}

resource "aws_cloudwatch_log_group" "tasks" {
  name              = "dms-tasks-${var.name}" # the name that DMS writes to
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_dms_replication_task" "this" {
  replication_task_id       = var.name
  migration_type            = "full-load-and-cdc"
  replication_instance_arn  = aws_dms_replication_instance.this.replication_instance_arn
  source_endpoint_arn       = aws_dms_endpoint.source.endpoint_arn
  target_endpoint_arn       = aws_dms_s3_endpoint.target.endpoint_arn
  replication_task_settings = file("${path.module}/task-settings.json")
  table_mappings            = jsonencode({ rules = concat(local.selections, local.sequences, local.before_images) })
  start_replication_task    = var.start

  depends_on = [aws_cloudwatch_log_group.tasks]

  lifecycle {
    # DMS adds its own defaults to the settings, which would otherwise look like a change in every plan.
    ignore_changes = [replication_task_settings]
  }
}
