-- Of a row that could not be loaded the column and the reason, not its values.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html and https://docs.aws.amazon.com/redshift/latest/dg/PG_LAST_QUERY_ID.html
SELECT TRIM(colname), TRIM(err_reason), line_number, TRIM(filename)
FROM stl_load_errors
WHERE query = pg_last_query_id()
ORDER BY starttime DESC LIMIT 1
