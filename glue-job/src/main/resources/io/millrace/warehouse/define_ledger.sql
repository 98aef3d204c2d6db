-- https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html
UPDATE ${ledger} SET definition = ? WHERE table_name = ?
