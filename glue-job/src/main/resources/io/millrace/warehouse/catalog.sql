-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_COLUMNS.html (a late-binding view has no columns here)
SELECT table_schema, table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
FROM svv_columns
WHERE table_schema IN (?, ?)
ORDER BY table_schema, table_name, ordinal_position
