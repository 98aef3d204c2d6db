-- https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
COALESCE(TO_CHAR(${column}, 'YYYY-MM-DD'), '~')
