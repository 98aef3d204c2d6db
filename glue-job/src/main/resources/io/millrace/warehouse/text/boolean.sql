-- https://docs.aws.amazon.com/redshift/latest/dg/r_CASE_function.html
CASE WHEN ${column} THEN 't' WHEN NOT ${column} THEN 'f' ELSE '~' END
