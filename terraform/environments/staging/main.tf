# Staging: as production, at its smallest.

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  # The sample pipeline's sources and tables: table-configs/.
  tables = [for name in ["categories", "countries", "customers", "order_items", "orders", "products"] : { schema = "public", name = name }]
}

module "platform" {
  source = "../.."

  name               = "millrace-staging"
  release            = var.release
  pipeline_variables = { lineage_url = var.lineage_url }

  network = {
    availability_zones = slice(data.aws_availability_zones.available.names, 0, 3)
    cidr               = "10.64.16.0/20"
  }

  source_database = merge(var.source_database, { tables = local.tables })

  replication = { start = var.replicate, create_account_roles = var.create_dms_account_roles }
  job         = { max_workers = 3 }
  warehouse   = { base_capacity = 8, max_capacity = 16, rpu_hours_per_day = 16 }
  schedule    = { expression = "rate(2 hours)", on_new_files = {} }
  alerts      = { emails = var.emails, budget_usd = 600, no_run_hours = 5 }

  replay_window_days = 180

  catalog = {
    tables = [
      "dimensions/dim_country", "dimensions/dim_customer", "dimensions/dim_date", "dimensions/dim_product",
      "facts/fact_order_line", "mirrors/customers", "mirrors/orders",
    ]
  }
}
