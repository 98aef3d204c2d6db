SELECT sequence, token FROM ${ledger} WHERE pipeline = ?
