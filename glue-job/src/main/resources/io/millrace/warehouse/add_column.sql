-- https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html (one column at a time)
ALTER TABLE ${table} ADD COLUMN ${column} ${type}
