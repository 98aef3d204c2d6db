-- https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_synopsis.html
SELECT table_name, pipeline, lake, incarnation, sequence, token, definition FROM ${ledger}
