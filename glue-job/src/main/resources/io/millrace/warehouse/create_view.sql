-- Bound late, it stands in the way of no change of the table.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html (WITH NO SCHEMA BINDING; the table's name needs its schema)
CREATE VIEW ${view} AS
SELECT ${columns}
FROM ${target}
WHERE is_current
WITH NO SCHEMA BINDING
