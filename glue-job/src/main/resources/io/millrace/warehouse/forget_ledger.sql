-- A table that was dropped holds nothing of what was published to it.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html
DELETE FROM ${ledger} WHERE table_name = ?
