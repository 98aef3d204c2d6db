-- Before 16 a subquery in FROM needs an alias, which Redshift does not ask for.
DO $$ BEGIN
  IF current_setting('server_version_num')::int < 160000 THEN
    RAISE EXCEPTION 'it is PostgreSQL %, and the stand-in needs 16 or later (-Dredshift.local.image=…)', current_setting('server_version');
  END IF;
END $$;

-- How Redshift's sessions begin.
-- Snapshot isolation: https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html
ALTER DATABASE dev SET default_transaction_isolation TO 'repeatable read';
ALTER DATABASE dev SET timezone TO 'UTC';
-- A backslash escapes in every literal, as in the PostgreSQL 8.0 that Redshift descends from.
ALTER DATABASE dev SET standard_conforming_strings TO off;
ALTER DATABASE dev SET escape_string_warning TO off;
ALTER DATABASE dev SET backslash_quote TO on;
