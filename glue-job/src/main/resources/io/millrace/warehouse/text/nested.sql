-- Whether it is there: each engine writes JSON in its own way. https://docs.aws.amazon.com/redshift/latest/dg/r_SUPER_type.html
CASE WHEN ${column} IS NULL THEN '~' ELSE 'there' END
