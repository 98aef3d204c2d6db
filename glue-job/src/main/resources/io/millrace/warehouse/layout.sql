-- Only tables on the search_path are in it; an interleaved sort key counts up and down.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_PG_TABLE_DEF.html
SELECT tablename, "column", distkey, sortkey
FROM pg_table_def
WHERE schemaname = ? AND (distkey OR sortkey <> 0)
ORDER BY tablename, ABS(sortkey)
