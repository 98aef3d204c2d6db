-- Changes one row, or the publish was made against another state of the warehouse.
UPDATE ${ledger} SET sequence = ?, token = ?
WHERE pipeline = ? AND sequence = ? AND token = ?
