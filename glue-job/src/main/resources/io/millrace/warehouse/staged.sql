-- https://docs.aws.amazon.com/redshift/latest/dg/r_COUNT.html
SELECT COUNT(*) FROM ${staging} WHERE _token = ?
