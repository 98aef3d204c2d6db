-- What Redshift's catalogue and the SHOW commands of its driver show.

CREATE TABLE IF NOT EXISTS redshift_local.table_facts (
  table_id oid PRIMARY KEY, primary_key text[], diststyle text, distkey text, sortkey text[], encodings jsonb);

CREATE OR REPLACE FUNCTION redshift_local.remember(
  of_table regclass, primary_key text[], diststyle text, distkey text, sortkey text[], encodings jsonb)
RETURNS void AS $$
  INSERT INTO redshift_local.table_facts VALUES (of_table, primary_key, diststyle, distkey, sortkey, encodings)
  ON CONFLICT (table_id) DO UPDATE SET primary_key = EXCLUDED.primary_key
  WHERE cardinality(EXCLUDED.primary_key) > 0
$$ LANGUAGE sql;

CREATE OR REPLACE FUNCTION redshift_local.require_columns(of_table regclass, names text[]) RETURNS void AS $$
DECLARE
  missing text;
BEGIN
  SELECT name INTO missing FROM unnest(names) AS name
  WHERE name <> '' AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = of_table AND attname = name);
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'column "%" of relation "%" does not exist', missing, of_table USING ERRCODE = '42703';
  END IF;
END $$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION redshift_local.distribute(of_table regclass, style text, key text) RETURNS void AS $$
  SELECT redshift_local.require_columns(of_table, ARRAY[key]);
  UPDATE redshift_local.table_facts SET diststyle = style, distkey = key WHERE table_id = of_table
$$ LANGUAGE sql;

CREATE OR REPLACE FUNCTION redshift_local.sort(of_table regclass, key text[]) RETURNS void AS $$
  SELECT redshift_local.require_columns(of_table, key);
  UPDATE redshift_local.table_facts SET sortkey = key WHERE table_id = of_table
$$ LANGUAGE sql;

-- No one else could have made the users, groups and roles that a GRANT names.
CREATE OR REPLACE FUNCTION redshift_local.role(name text) RETURNS void AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
    EXECUTE format('CREATE ROLE %I', name);
  END IF;
END $$ LANGUAGE plpgsql;

CREATE OR REPLACE VIEW redshift_local.tables AS
  SELECT current_database()::text AS database_name, nspname::text AS schema_name, relname::text AS table_name,
         CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS table_type,
         obj_description(c.oid, 'pg_class') AS remarks, pg_get_userbyid(relowner)::text AS owner, c.oid AS table_id,
         coalesce(primary_key, '{}') AS primary_key, coalesce(diststyle, 'AUTO') AS diststyle,
         coalesce(distkey, '') AS distkey, coalesce(sortkey, '{}') AS sortkey, coalesce(encodings, '{}') AS encodings
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  LEFT JOIN redshift_local.table_facts f ON f.table_id = c.oid
  WHERE relkind IN ('r', 'v') AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'redshift_local');

CREATE OR REPLACE VIEW redshift_local.columns AS
  SELECT database_name, schema_name, table_name, attname::text AS column_name,
         row_number() OVER (PARTITION BY table_id ORDER BY attnum)::int AS ordinal_position,
         pg_get_expr(adbin, adrelid) AS column_default, CASE WHEN attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
         CASE atttypid WHEN 'jsonb'::regtype THEN 'super' WHEN 'bytea'::regtype THEN 'binary varying'
           ELSE format_type(atttypid, NULL) END AS data_type,
         CASE WHEN atttypid IN ('varchar'::regtype, 'bpchar'::regtype) AND atttypmod > 4 THEN atttypmod - 4 END
           AS character_maximum_length,
         information_schema._pg_numeric_precision(atttypid, atttypmod) AS numeric_precision,
         information_schema._pg_numeric_scale(atttypid, atttypmod) AS numeric_scale,
         col_description(table_id, attnum) AS remarks,
         coalesce(array_position(sortkey, attname::text), 0) AS sort_key,
         CASE WHEN distkey = attname THEN 1 ELSE 0 END AS dist_key,
         coalesce(encodings ->> attname::text, 'none') AS encoding,
         format_type(atttypid, atttypmod) AS full_type, attnotnull, table_id
  FROM redshift_local.tables JOIN pg_attribute ON attrelid = table_id AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_DATABASES.html and its neighbours
CREATE OR REPLACE FUNCTION redshift_local.show_databases(pattern text)
RETURNS TABLE (database_name text, database_owner text, database_type text) AS
  $$ SELECT current_database()::text, current_user::text, 'local' $$ LANGUAGE sql;

CREATE OR REPLACE FUNCTION redshift_local.show_schemas(db text, pattern text)
RETURNS TABLE (database_name text, schema_name text, schema_owner text, schema_type text) AS $$
  SELECT current_database()::text, nspname::text, pg_get_userbyid(nspowner)::text, 'local' FROM pg_namespace
  WHERE nspname LIKE coalesce(pattern, '%') AND nspname !~ '^pg_(toast|temp)' AND nspname <> 'redshift_local'
  ORDER BY nspname
$$ LANGUAGE sql;

CREATE OR REPLACE FUNCTION redshift_local.show_tables(db text, of_schema text, pattern text)
RETURNS TABLE (database_name text, schema_name text, table_name text, table_type text, table_acl text, remarks text,
               owner text, last_altered_time timestamp, last_modified_time timestamp, dist_style text,
               table_subtype text) AS $$
  SELECT database_name, schema_name, table_name, table_type, NULL, remarks, owner, NULL::timestamp, NULL::timestamp,
         diststyle, CASE table_type WHEN 'VIEW' THEN 'REGULAR VIEW' ELSE 'REGULAR TABLE' END
  FROM redshift_local.tables t
  WHERE t.schema_name = of_schema AND t.table_name LIKE coalesce(pattern, '%')
  ORDER BY t.table_name
$$ LANGUAGE sql;

CREATE OR REPLACE FUNCTION redshift_local.show_columns(db text, of_schema text, of_table text, pattern text)
RETURNS TABLE (database_name text, schema_name text, table_name text, column_name text, ordinal_position int,
               column_default text, is_nullable text, data_type text, character_maximum_length int,
               numeric_precision int, numeric_scale int, remarks text, sort_key_type text, sort_key int,
               dist_key int, encoding text, collation text) AS $$
  SELECT database_name, schema_name, table_name, column_name, ordinal_position, column_default, is_nullable, data_type,
         character_maximum_length, numeric_precision, numeric_scale, remarks, 'COMPOUND', sort_key, dist_key, encoding,
         'case_sensitive'
  FROM redshift_local.columns c
  WHERE c.schema_name = of_schema AND c.table_name = of_table AND c.column_name LIKE coalesce(pattern, '%')
  ORDER BY ordinal_position
$$ LANGUAGE sql;

CREATE OR REPLACE FUNCTION redshift_local.show_primary_keys(db text, of_schema text, of_table text, pattern text)
RETURNS TABLE (database_name text, schema_name text, table_name text, column_name text, key_seq int, pk_name text) AS $$
  SELECT database_name, schema_name, table_name, key.name, key.seq::int, table_name || '_pkey'
  FROM redshift_local.tables t, unnest(primary_key) WITH ORDINALITY AS key (name, seq)
  WHERE t.schema_name = of_schema AND t.table_name = of_table
$$ LANGUAGE sql;

-- Foreign keys are read past: there are none to show.
CREATE OR REPLACE FUNCTION redshift_local.show_foreign_keys()
RETURNS TABLE (pk_database_name text, pk_schema_name text, pk_table_name text, pk_column_name text,
               fk_database_name text, fk_schema_name text, fk_table_name text, fk_column_name text,
               key_seq int, update_rule int, delete_rule int, fk_name text, pk_name text, deferrability int) AS $$
  SELECT NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text,
         0, 0, 0, NULL::text, NULL::text, 0 WHERE false
$$ LANGUAGE sql;

-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html and its neighbours
CREATE OR REPLACE VIEW pg_catalog.svv_tables AS
  SELECT database_name AS table_catalog, schema_name AS table_schema, table_name,
         CASE table_type WHEN 'TABLE' THEN 'BASE TABLE' ELSE table_type END AS table_type, remarks
  FROM redshift_local.tables;

CREATE OR REPLACE VIEW pg_catalog.svv_columns AS
  SELECT database_name AS table_catalog, schema_name AS table_schema, table_name, column_name, ordinal_position,
         column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks
  FROM redshift_local.columns;

CREATE OR REPLACE VIEW pg_catalog.svv_table_info AS
  SELECT database_name AS database, schema_name AS schema, table_id, table_name AS "table",
         CASE WHEN distkey = '' THEN diststyle ELSE 'KEY(' || distkey || ')' END AS diststyle, sortkey[1] AS sortkey1,
         cardinality(sortkey) AS sortkey_num
  FROM redshift_local.tables WHERE table_type = 'TABLE';

-- Redshift shows the tables of the search_path only.
CREATE OR REPLACE VIEW pg_catalog.pg_table_def AS
  SELECT schema_name AS schemaname, table_name AS tablename, column_name AS "column", full_type AS type, encoding,
         dist_key = 1 AS distkey, sort_key AS sortkey, attnotnull AS "notnull"
  FROM redshift_local.columns WHERE schema_name = ANY (current_schemas(false));

-- COPY writes these two outside of its transaction, so they stay when it is rolled back.
CREATE TABLE IF NOT EXISTS redshift_local.loads (
  query int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, session int, starttime timestamp DEFAULT timezone('UTC', clock_timestamp()), rows bigint);
CREATE TABLE IF NOT EXISTS redshift_local.load_errors (
  query int, tbl int, filename text, line_number bigint, colname text, type text, col_length text,
  raw_field_value text, err_code int, err_reason text);
UPDATE redshift_local.loads SET session = NULL; -- the sessions of an earlier start are no more

-- https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html
CREATE OR REPLACE VIEW pg_catalog.stl_load_errors AS
  SELECT 100 AS userid, 0 AS slice, tbl, starttime, session, query, filename::char(256) AS filename, line_number,
         colname::char(127) AS colname, type::char(10) AS type, col_length::char(10) AS col_length, 0 AS position,
         ''::char(1024) AS raw_line, raw_field_value::char(1024) AS raw_field_value, err_code,
         err_reason::char(100) AS err_reason
  FROM redshift_local.load_errors JOIN redshift_local.loads USING (query);

-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
CREATE OR REPLACE VIEW pg_catalog.sys_load_error_detail AS
  SELECT 100 AS user_id, query::bigint AS query_id, tbl AS table_id, starttime AS start_time, session AS session_id,
         filename AS file_name, line_number, colname AS column_name, type AS column_type, col_length AS column_length,
         err_code AS error_code, err_reason AS error_message
  FROM redshift_local.load_errors JOIN redshift_local.loads USING (query);

CREATE OR REPLACE FUNCTION pg_catalog.pg_last_query_id() RETURNS int AS
  'SELECT coalesce(max(query), -1) FROM redshift_local.loads WHERE session = pg_backend_pid()' LANGUAGE sql;
CREATE OR REPLACE FUNCTION pg_catalog.pg_last_copy_id() RETURNS int AS
  'SELECT pg_last_query_id()' LANGUAGE sql;
CREATE OR REPLACE FUNCTION pg_catalog.pg_last_copy_count() RETURNS bigint AS
  'SELECT rows FROM redshift_local.loads WHERE query = pg_last_query_id()' LANGUAGE sql;
