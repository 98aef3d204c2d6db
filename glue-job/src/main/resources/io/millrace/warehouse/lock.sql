-- Always in the same order: two publishes then wait for each other instead of failing.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
LOCK ${tables}
