mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name        = "millrace-test"
  database    = "millrace_test"
  lake_bucket = "test-lake"
  tables      = ["dimensions/dim_customer", "facts/fact_order_line"]
}

run "tables_are_delta_and_lie_where_the_job_writes" {
  command = plan

  assert {
    condition     = aws_glue_catalog_table.delta["dimensions_dim_customer"].storage_descriptor[0].location == "s3://test-lake/retail/dimensions/dim_customer/"
    error_message = "a table lies in its folder of the lake"
  }

  assert {
    condition     = alltrue([for table in aws_glue_catalog_table.delta : table.parameters["spark.sql.sources.provider"] == "delta" && table.parameters["table_type"] == "DELTA"])
    error_message = "readers are told that it is Delta"
  }

  assert {
    condition     = length(aws_lakeformation_permissions.table) == 0
    error_message = "without readers Lake Formation is left alone"
  }
}

run "readers_may_read_and_nothing_else" {
  command = plan

  variables {
    lake_formation_readers = ["arn:aws:iam::123456789012:role/analysts"]
  }

  assert {
    condition     = length(aws_lakeformation_permissions.table) == 2 && alltrue([for grant in aws_lakeformation_permissions.table : toset(grant.permissions) == toset(["DESCRIBE", "SELECT"])])
    error_message = "SELECT and DESCRIBE on each table"
  }
}

run "a_table_outside_the_lake_is_refused" {
  command = plan

  variables {
    tables = ["_millrace/lease"]
  }

  expect_failures = [var.tables]
}
