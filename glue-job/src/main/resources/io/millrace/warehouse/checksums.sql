-- Rows counted and summed up by parts of the table, so that a difference is found without reading all.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_MD5.html, https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html, https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html (a sum of BIGINT is a NUMERIC(38,0))
SELECT part, COUNT(*), SUM(mark)
FROM (
  SELECT
    MOD(STRTOL(SUBSTRING(MD5(${key}), 1, 7), 16), ${parts}) AS part,
    STRTOL(SUBSTRING(MD5(${row}), 1, 15), 16) AS mark
  FROM ${target}
) AS told
GROUP BY part
