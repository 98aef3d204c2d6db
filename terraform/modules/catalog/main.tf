# The lake for Athena, Redshift Spectrum and Spark: a database, and its Delta tables.

locals {
  tables = { for path in var.tables : replace(path, "/", "_") => path }
}

resource "aws_glue_catalog_database" "lake" {
  name         = var.database
  description  = "The lake of ${var.name}"
  location_uri = "s3://${var.lake_bucket}/${var.folder}"
}

# The schema stands in Delta's own log, from which readers take it; a copy here would only grow old.
resource "aws_glue_catalog_table" "delta" {
  for_each = local.tables

  database_name = aws_glue_catalog_database.lake.name
  name          = each.key
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                     = "TRUE"
    classification               = "delta"
    table_type                   = "DELTA"
    "spark.sql.sources.provider" = "delta"
  }

  storage_descriptor {
    location      = "s3://${var.lake_bucket}/${var.folder}/${each.value}/"
    input_format  = "org.apache.hadoop.mapred.SequenceFileInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
      parameters            = { path = "s3://${var.lake_bucket}/${var.folder}/${each.value}/" }
    }

    # What Spark itself enters for a Delta table.
    columns {
      name = "col"
      type = "array<string>"
    }
  }

  lifecycle {
    ignore_changes = [parameters["transient_lastDdlTime"], storage_descriptor[0].columns]
  }
}

locals {
  readers = { for grant in setproduct(var.lake_formation_readers, keys(local.tables)) : "${grant[0]} ${grant[1]}" => { principal = grant[0], table = grant[1] } }
}

resource "aws_lakeformation_permissions" "database" {
  for_each = var.lake_formation_readers

  principal   = each.key
  permissions = ["DESCRIBE"]

  database {
    name = aws_glue_catalog_database.lake.name
  }
}

resource "aws_lakeformation_permissions" "table" {
  for_each = local.readers

  principal   = each.value.principal
  permissions = ["DESCRIBE", "SELECT"]

  table {
    database_name = aws_glue_catalog_database.lake.name
    name          = aws_glue_catalog_table.delta[each.value.table].name
  }
}
