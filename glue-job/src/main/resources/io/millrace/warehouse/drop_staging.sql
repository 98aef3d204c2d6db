-- https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
DROP TABLE IF EXISTS ${staging}
