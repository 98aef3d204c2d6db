-- https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html (UPDATE … FROM; the columns to be set stand without the table's name)
UPDATE ${target} SET ${assignments}
FROM ${staging} AS s
WHERE ${same} AND s._op = 'U' AND s._token = ?
