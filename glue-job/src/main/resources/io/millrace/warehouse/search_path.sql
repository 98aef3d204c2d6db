-- https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
SET search_path TO ${schema}
