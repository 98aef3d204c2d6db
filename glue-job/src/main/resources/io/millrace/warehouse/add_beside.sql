-- https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
ALTER TABLE ${table} ADD COLUMN ${beside} ${type}
