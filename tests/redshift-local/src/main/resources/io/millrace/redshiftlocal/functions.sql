-- What Redshift's SQL has and PostgreSQL's has not. Run at every start; all of it may be there already.
CREATE SCHEMA IF NOT EXISTS redshift_local;
CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA redshift_local;

-- An error in the stand-in's name, so that the transaction fails as it would in Redshift.
CREATE OR REPLACE FUNCTION redshift_local.fail(state text, message text, detail text) RETURNS void AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = state, MESSAGE = message, DETAIL = detail;
END $$ LANGUAGE plpgsql;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_VERSION.html
CREATE OR REPLACE FUNCTION redshift_local.version() RETURNS text AS $$
  SELECT 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, Redshift 1.0 (redshift-local on ' || pg_catalog.version() || ')'
$$ LANGUAGE sql STABLE;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_SYSDATE.html: when the transaction began, without a zone.
CREATE OR REPLACE FUNCTION redshift_local.transaction_time() RETURNS timestamp AS
  'SELECT localtimestamp' LANGUAGE sql STABLE;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_GETDATE.html: the session's time zone, whole seconds.
CREATE OR REPLACE FUNCTION pg_catalog.getdate() RETURNS timestamp AS
  'SELECT date_trunc(''second'', statement_timestamp()::timestamp)' LANGUAGE sql STABLE;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
CREATE OR REPLACE FUNCTION pg_catalog.dateadd(part text, n bigint, t timestamp) RETURNS timestamp AS $$
  SELECT t + n * CASE lower(part)
    WHEN 'quarter' THEN interval '3 months' WHEN 'qtr' THEN interval '3 months'
    WHEN 'd' THEN interval '1 day' WHEN 'h' THEN interval '1 hour' WHEN 'mon' THEN interval '1 month'
    WHEN 'm' THEN interval '1 minute' WHEN 's' THEN interval '1 second' WHEN 'y' THEN interval '1 year'
    WHEN 'w' THEN interval '1 week' ELSE ('1 ' || part)::interval END
$$ LANGUAGE sql IMMUTABLE STRICT;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html: boundaries crossed, not time elapsed.
CREATE OR REPLACE FUNCTION pg_catalog.datediff(part text, a timestamp, b timestamp) RETURNS bigint AS $$
  SELECT CASE
    WHEN lower(part) IN ('y', 'yr', 'year', 'years') THEN extract(year FROM b) - extract(year FROM a)
    WHEN lower(part) IN ('qtr', 'quarter', 'quarters') THEN
      4 * (extract(year FROM b) - extract(year FROM a)) + extract(quarter FROM b) - extract(quarter FROM a)
    WHEN lower(part) IN ('mon', 'month', 'months') THEN
      12 * (extract(year FROM b) - extract(year FROM a)) + extract(month FROM b) - extract(month FROM a)
    WHEN lower(part) IN ('d', 'day', 'days') THEN b::date - a::date
    WHEN lower(part) IN ('w', 'week', 'weeks') THEN (date_trunc('week', b)::date - date_trunc('week', a)::date) / 7
    WHEN lower(part) IN ('h', 'hr', 'hour', 'hours') THEN
      extract(epoch FROM date_trunc('hour', b) - date_trunc('hour', a)) / 3600
    WHEN lower(part) IN ('m', 'min', 'minute', 'minutes') THEN
      extract(epoch FROM date_trunc('minute', b) - date_trunc('minute', a)) / 60
    WHEN lower(part) IN ('s', 'sec', 'second', 'seconds') THEN
      extract(epoch FROM date_trunc('second', b) - date_trunc('second', a))
    WHEN lower(part) IN ('ms', 'millisecond', 'milliseconds') THEN floor(1000 * extract(epoch FROM b - a))
    WHEN lower(part) IN ('us', 'microsecond', 'microseconds') THEN 1000000 * extract(epoch FROM b - a)
  END::bigint
$$ LANGUAGE sql IMMUTABLE STRICT;

CREATE OR REPLACE FUNCTION pg_catalog.convert_timezone(source text, target text, t timestamp) RETURNS timestamp AS
  'SELECT t AT TIME ZONE source AT TIME ZONE target' LANGUAGE sql IMMUTABLE STRICT;
CREATE OR REPLACE FUNCTION pg_catalog.convert_timezone(target text, t timestamp) RETURNS timestamp AS
  'SELECT t AT TIME ZONE ''UTC'' AT TIME ZONE target' LANGUAGE sql IMMUTABLE STRICT;
CREATE OR REPLACE FUNCTION pg_catalog.trunc(t timestamp) RETURNS date AS
  'SELECT t::date' LANGUAGE sql IMMUTABLE STRICT;
CREATE OR REPLACE FUNCTION pg_catalog.last_day(t timestamp) RETURNS date AS
  'SELECT (date_trunc(''month'', t) + interval ''1 month - 1 day'')::date' LANGUAGE sql IMMUTABLE STRICT;

CREATE OR REPLACE FUNCTION pg_catalog.len(value text) RETURNS int AS
  'SELECT char_length(value)' LANGUAGE sql IMMUTABLE STRICT;

CREATE OR REPLACE FUNCTION pg_catalog.sha1(value text) RETURNS varchar AS
  'SELECT encode(redshift_local.digest(value, ''sha1''), ''hex'')' LANGUAGE sql IMMUTABLE STRICT;
CREATE OR REPLACE FUNCTION pg_catalog.sha2(value text, bits int) RETURNS varchar AS $$
  SELECT encode(redshift_local.digest(value, 'sha' || CASE bits WHEN 0 THEN 256 ELSE bits END), 'hex')
$$ LANGUAGE sql IMMUTABLE STRICT;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_TO_HEX.html (of a number PostgreSQL has it)
CREATE OR REPLACE FUNCTION pg_catalog.to_hex(value bytea) RETURNS text AS
  $$ SELECT encode(value, 'hex') $$ LANGUAGE sql IMMUTABLE STRICT;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html
CREATE OR REPLACE FUNCTION pg_catalog.strtol(digits text, base int) RETURNS bigint AS $$
DECLARE
  total numeric := 0;
  digit int;
BEGIN
  FOR i IN 1 .. length(ltrim(digits, '-')) LOOP
    digit := strpos('0123456789abcdefghijklmnopqrstuvwxyz', lower(substr(ltrim(digits, '-'), i, 1))) - 1;
    IF digit NOT BETWEEN 0 AND base - 1 THEN
      RAISE EXCEPTION 'The input % is not valid to be converted to base %', digits, base;
    END IF;
    total := total * base + digit;
  END LOOP;
  RETURN CASE WHEN digits LIKE '-%' THEN -total ELSE total END;
END $$ LANGUAGE plpgsql IMMUTABLE STRICT;

CREATE OR REPLACE FUNCTION pg_catalog.json_parse(value text) RETURNS jsonb AS
  'SELECT value::jsonb' LANGUAGE sql IMMUTABLE STRICT;
CREATE OR REPLACE FUNCTION pg_catalog.json_serialize(value jsonb) RETURNS varchar AS
  'SELECT value::text' LANGUAGE sql IMMUTABLE STRICT;
