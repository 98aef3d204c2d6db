-- https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
GRANT SELECT ON ${table} TO GROUP ${group}
