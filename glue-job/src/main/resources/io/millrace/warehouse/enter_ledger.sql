INSERT INTO ${ledger} (pipeline, sequence, token)
SELECT ?, 0, 'nothing published'
WHERE NOT EXISTS (SELECT 1 FROM ${ledger} WHERE pipeline = ?)
