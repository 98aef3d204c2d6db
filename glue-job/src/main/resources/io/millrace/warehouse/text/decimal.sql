-- As many digits behind the point as the column has. https://docs.aws.amazon.com/redshift/latest/dg/r_CAST_function.html
COALESCE(CAST(${column} AS VARCHAR(48)), '~')
