output "database" {
  description = "The lake's database."
  value       = aws_glue_catalog_database.lake.name
}

output "tables" {
  description = "The tables' names by their folder."
  value       = { for name, path in local.tables : path => aws_glue_catalog_table.delta[name].name }
}
