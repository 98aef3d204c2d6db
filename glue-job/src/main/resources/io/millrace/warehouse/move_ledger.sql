-- Changes one row, or what was staged was made against another state of the warehouse.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html and https://docs.aws.amazon.com/redshift/latest/dg/r_GETDATE.html
UPDATE ${ledger}
SET pipeline = ?, lake = ?, incarnation = ?, sequence = ?, token = ?, loaded_by = ?, moved_at = GETDATE()
WHERE table_name = ? AND pipeline = ? AND lake = ? AND incarnation = ? AND sequence = ? AND token = ?
