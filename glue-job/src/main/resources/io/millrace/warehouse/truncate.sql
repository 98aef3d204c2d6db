-- TRUNCATE commits in Redshift, so it never touches any but a staging table.
TRUNCATE TABLE ${staging}
