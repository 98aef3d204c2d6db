-- Two publishes wait for each other instead of failing; readers of the tables wait for nobody.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
LOCK ${ledger}
