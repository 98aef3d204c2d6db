DELETE FROM ${target}
USING ${staging} AS s
WHERE ${same} AND s._change = 'withdraw'
