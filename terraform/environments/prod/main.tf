# Production.

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  # The sample pipeline's sources and tables: table-configs/.
  tables = [for name in ["categories", "countries", "customers", "order_items", "orders", "products"] : { schema = "public", name = name }]
}

module "platform" {
  source = "../.."

  name               = "millrace-prod"
  release            = var.release
  pipeline_variables = { lineage_url = var.lineage_url }

  network = {
    availability_zones = slice(data.aws_availability_zones.available.names, 0, 3)
    cidr               = "10.64.32.0/20"
  }

  source_database = merge(var.source_database, { tables = local.tables })

  replication = { instance_class = "dms.r5.large", multi_az = true, start = var.replicate, create_account_roles = var.create_dms_account_roles }
  job         = { worker_type = "G.1X", max_workers = 6 }
  warehouse   = { base_capacity = 8, max_capacity = 64, rpu_hours_per_day = 96 }
  schedule    = { expression = "rate(1 hour)", on_new_files = {} }
  alerts      = { emails = var.emails, phones = var.phones, budget_usd = 1500 }
  trail       = true

  replay_window_days = 400
  log_retention_days = 90

  catalog = {
    tables = [
      "dimensions/dim_country", "dimensions/dim_customer", "dimensions/dim_date", "dimensions/dim_product",
      "facts/fact_order_line", "mirrors/customers", "mirrors/orders",
    ]
  }
}
