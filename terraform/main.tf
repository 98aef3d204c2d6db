# The platform, from the source's log to the warehouse. environments/ holds its roots.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.name

  # What ${var:…} of pipeline.yml stands for.
  variables = merge({
    account         = local.account_id
    alert_topic     = module.monitoring.alert_topic_arn
    lake_bucket     = module.storage.buckets.lake
    raw_bucket      = module.storage.buckets.raw
    redshift_host   = module.warehouse.host
    redshift_role   = module.warehouse.copy_role_arn
    redshift_secret = module.warehouse.secret_arn
    salt_secret     = "${var.name}/mask-salt"
    temp_bucket     = module.storage.buckets.temp
  }, var.pipeline_variables)
}

module "network" {
  source = "./modules/network"

  name               = var.name
  region             = local.region
  vpc_id             = var.network.vpc_id
  subnet_ids         = var.network.subnet_ids
  route_table_ids    = var.network.route_table_ids
  cidr               = var.network.cidr
  availability_zones = var.network.availability_zones
  create_endpoints   = var.network.create_endpoints
  source_port        = var.source_database.engine == "mysql" ? 3306 : 5432
  source_cidrs       = var.source_database.cidrs
  warehouse_port     = var.warehouse.existing == null ? 5439 : var.warehouse.existing.port
}

module "storage" {
  source = "./modules/storage"

  name               = var.name
  account_id         = local.account_id
  region             = local.region
  replay_window_days = var.replay_window_days
  force_destroy      = var.disposable
  trail_name         = var.trail ? var.name : null
}

module "dms" {
  source = "./modules/dms"

  name                      = var.name
  account_id                = local.account_id
  region                    = local.region
  raw_bucket                = module.storage.buckets.raw
  kms_key_arn               = module.storage.kms_key_arn
  subnet_ids                = module.network.subnet_ids
  security_group_ids        = [module.network.security_group_ids.dms]
  source_security_group_ids = [module.network.security_group_ids.source]
  engine                    = var.source_database.engine
  database                  = var.source_database.database
  tables                    = var.source_database.tables
  source_secret_arn         = var.source_database.secret_arn
  source_secret_kms_key_arn = var.source_database.secret_kms_key_arn
  sample_source             = var.source_database.sample ? {} : null
  instance_class            = var.replication.instance_class
  multi_az                  = var.replication.multi_az
  start                     = var.replication.start
  create_account_roles      = var.replication.create_account_roles
  log_retention_days        = var.log_retention_days
}

module "warehouse" {
  source = "./modules/warehouse"

  name               = var.name
  account_id         = local.account_id
  kms_key_arn        = module.storage.kms_key_arn
  temp_bucket        = module.storage.buckets.temp
  subnet_ids         = module.network.subnet_ids
  security_group_ids = [module.network.security_group_ids.warehouse]
  existing           = var.warehouse.existing
  database           = var.warehouse.database
  base_capacity      = var.warehouse.base_capacity
  max_capacity       = var.warehouse.max_capacity
  rpu_hours_per_day  = var.warehouse.rpu_hours_per_day
}

module "glue_job" {
  source = "./modules/glue-job"

  name                 = var.name
  account_id           = local.account_id
  region               = local.region
  buckets              = module.storage.buckets
  release              = var.release
  pipeline_environment = var.pipeline_environment
  variables            = local.variables
  kms_key_arn          = module.storage.kms_key_arn
  secret_arns          = [module.warehouse.secret_arn]
  alert_topic_arn      = module.monitoring.alert_topic_arn
  subnet_id            = module.network.subnet_ids[0]
  availability_zone    = module.network.availability_zone
  security_group_ids   = [module.network.security_group_ids.job]
  worker_type          = var.job.worker_type
  max_workers          = var.job.max_workers
  timeout_minutes      = var.job.timeout_minutes
  log_retention_days   = var.log_retention_days
}

module "orchestration" {
  source = "./modules/orchestration"

  name                = var.name
  account_id          = local.account_id
  region              = local.region
  job_name            = module.glue_job.job_name
  job_timeout_minutes = var.job.timeout_minutes
  split_stages        = var.job.split_stages
  alert_topic_arn     = module.monitoring.alert_topic_arn
  kms_key_arn         = module.storage.kms_key_arn
  schedule            = var.schedule.expression
  schedule_timezone   = var.schedule.timezone
  enabled             = var.schedule.enabled
  on_new_files        = var.schedule.on_new_files
  raw_bucket          = module.storage.buckets.raw
  log_retention_days  = var.log_retention_days
}

module "monitoring" {
  source = "./modules/monitoring"

  name                    = var.name
  account_id              = local.account_id
  region                  = local.region
  kms_key_arn             = module.storage.kms_key_arn
  emails                  = var.alerts.emails
  phones                  = var.alerts.phones
  state_machine_arn       = module.orchestration.state_machine_arn
  quiet_state_machine_arn = module.orchestration.quiet_state_machine_arn
  job_name                = module.glue_job.job_name
  job_log_group           = module.glue_job.log_group
  buckets                 = module.storage.buckets
  budget_usd              = var.alerts.budget_usd
  no_run_hours            = var.alerts.no_run_hours
  slow_run_minutes        = var.alerts.slow_run_minutes
  source_db_instance_id   = var.source_database.sample ? module.dms.sample_source_id : var.source_database.db_instance_id
  trail_name              = var.trail ? var.name : null

  dms = {
    task_id          = module.dms.task_id
    task_resource_id = module.dms.task_resource_id
    instance_id      = module.dms.instance_id
  }

  warehouse = {
    arn                = var.warehouse.existing == null ? module.warehouse.workgroup_arn : "arn:aws:redshift:${local.region}:${local.account_id}:cluster:${var.warehouse.existing.cluster_identifier}"
    workgroup_name     = module.warehouse.workgroup_name
    cluster_identifier = var.warehouse.existing == null ? null : var.warehouse.existing.cluster_identifier
    database           = module.warehouse.database
    secret_arn         = module.warehouse.secret_arn
  }
}

module "catalog" {
  source = "./modules/catalog"

  name                   = var.name
  database               = replace(var.name, "-", "_")
  lake_bucket            = module.storage.buckets.lake
  folder                 = var.catalog.folder
  tables                 = var.catalog.tables
  lake_formation_readers = var.catalog.lake_formation_readers
}
