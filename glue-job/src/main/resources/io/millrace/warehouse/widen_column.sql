-- https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html (VARCHAR alone changes its size, and not within a transaction)
ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${type}
