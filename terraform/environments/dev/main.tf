# Development: a sample source, small, and gone without a trace when destroyed.

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  # The sample pipeline's sources and tables: table-configs/.
  tables = [for name in ["categories", "countries", "customers", "order_items", "orders", "products"] : { schema = "public", name = name }]
}

module "platform" {
  source = "../.."

  name               = "millrace-dev"
  release            = var.release
  pipeline_variables = { lineage_url = var.lineage_url }

  network = {
    availability_zones = slice(data.aws_availability_zones.available.names, 0, 3)
    cidr               = "10.64.0.0/20"
  }

  source_database = {
    database = "retail"
    tables   = local.tables
    sample   = true
  }

  replication = { start = var.replicate, create_account_roles = var.create_dms_account_roles }
  job         = { max_workers = 2, timeout_minutes = 30 }
  warehouse   = { base_capacity = 4, max_capacity = 8, rpu_hours_per_day = 8 }
  schedule    = { expression = "rate(6 hours)" }
  alerts      = { emails = var.emails, budget_usd = 350, no_run_hours = 13 }
  disposable  = true

  replay_window_days = 120
  log_retention_days = 7

  catalog = {
    tables = [
      "dimensions/dim_country", "dimensions/dim_customer", "dimensions/dim_date", "dimensions/dim_product",
      "facts/fact_order_line", "mirrors/customers", "mirrors/orders",
    ]
  }
}
