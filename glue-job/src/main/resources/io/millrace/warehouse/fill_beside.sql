-- https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html
UPDATE ${table} SET ${beside} = CAST(${column} AS ${type})
