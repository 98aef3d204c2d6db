-- Replacing a view asks for the very same columns and types.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html (OR REPLACE)
DROP VIEW IF EXISTS ${view}
