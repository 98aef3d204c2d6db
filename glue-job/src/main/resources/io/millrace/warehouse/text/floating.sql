-- The same in every engine: sums and products of doubles that IEEE 754 makes exact, or the same everywhere.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_FLOOR.html and https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html
CASE
  WHEN ${column} IS NULL THEN '~'
  WHEN CAST(${column} AS VARCHAR(32)) IN ('NaN', 'Infinity', '-Infinity') THEN CAST(${column} AS VARCHAR(32))
  WHEN ABS(CAST(${column} AS DOUBLE PRECISION)) >= 9007199254740992 THEN CASE WHEN ${column} > 0 THEN 'large' ELSE '-large' END
  ELSE CAST(CAST(FLOOR(CAST(${column} AS DOUBLE PRECISION)) AS BIGINT) AS VARCHAR(24)) || '+'
    || CAST(CAST(FLOOR((CAST(${column} AS DOUBLE PRECISION) - FLOOR(CAST(${column} AS DOUBLE PRECISION))) * 9007199254740992) AS BIGINT) AS VARCHAR(24))
END
