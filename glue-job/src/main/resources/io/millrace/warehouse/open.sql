INSERT INTO ${target} (${columns})
SELECT ${columns}
FROM ${staging} AS s
WHERE s._change <> 'withdraw'
  AND NOT EXISTS (SELECT 1 FROM ${target} WHERE ${same})
