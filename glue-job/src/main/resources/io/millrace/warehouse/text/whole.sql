-- https://docs.aws.amazon.com/redshift/latest/dg/r_NVL_function.html
COALESCE(CAST(${column} AS VARCHAR(24)), '~')
