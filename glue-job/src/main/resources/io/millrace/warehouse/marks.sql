-- The keys of some parts, and what marks their rows.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_MD5.html and https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html
SELECT mark, ${columns}
FROM (
  SELECT
    MOD(STRTOL(SUBSTRING(MD5(${key}), 1, 7), 16), ${parts}) AS part,
    STRTOL(SUBSTRING(MD5(${row}), 1, 15), 16) AS mark,
    ${columns}
  FROM ${target}
) AS told
WHERE part IN (${some})
