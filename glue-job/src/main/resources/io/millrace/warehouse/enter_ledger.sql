-- A table's first line. https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html (there is no ON CONFLICT)
INSERT INTO ${ledger} (table_name, pipeline, lake, incarnation, sequence, token, loaded_by, definition)
SELECT ?, ?, ?, 'none', 0, 'nothing published', 'none', 'none'
WHERE NOT EXISTS (SELECT 1 FROM ${ledger} WHERE table_name = ?)
