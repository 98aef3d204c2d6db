-- https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
INSERT INTO ${target} (${columns})
SELECT ${columns}
FROM ${staging} AS s
WHERE s._op = 'U' AND s._token = ?
  AND NOT EXISTS (SELECT 1 FROM ${target} WHERE ${same})
