-- https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html (US: microseconds)
COALESCE(TO_CHAR(${column}, 'YYYY-MM-DD HH24:MI:SS.US'), '~')
