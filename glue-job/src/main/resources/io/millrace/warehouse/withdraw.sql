-- https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html (DELETE … USING)
DELETE FROM ${target}
USING ${staging} AS s
WHERE ${same} AND s._op = 'D' AND s._token = ?
