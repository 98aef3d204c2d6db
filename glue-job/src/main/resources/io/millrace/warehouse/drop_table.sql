-- https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html (its views too)
DROP TABLE IF EXISTS ${table} CASCADE
