UPDATE ${target} SET ${assignments}
FROM ${staging} AS s
WHERE ${same} AND s._change <> 'withdraw'
