-- https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html (it can be read meanwhile)
ALTER TABLE ${table} ALTER SORTKEY (${columns})
