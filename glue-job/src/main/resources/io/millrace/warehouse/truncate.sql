-- TRUNCATE commits, and whatever came before it in its transaction: so it touches none but a staging table.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html
TRUNCATE TABLE ${staging}
