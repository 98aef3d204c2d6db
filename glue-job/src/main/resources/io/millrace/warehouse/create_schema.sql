-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_SCHEMA.html
CREATE SCHEMA IF NOT EXISTS ${schema}
