-- A statement that outlives the job's own patience goes on otherwise.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html (milliseconds)
SET statement_timeout TO 3600000
