-- VARCHAR(n) holds n bytes, not n characters.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html

-- Raises what Redshift answers, and says which column it was.
CREATE OR REPLACE FUNCTION redshift_local.too_long(value text, n int, of_table oid, of_column int)
RETURNS boolean AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = '22001',
    MESSAGE = format('value too long for type character varying(%s)', n),
    DETAIL = (SELECT format('column %s of table %s: %s bytes', attname, attrelid::regclass, octet_length(value))
              FROM pg_attribute WHERE attrelid = of_table AND attnum = of_column);
END $$ LANGUAGE plpgsql STRICT;

-- Gives every VARCHAR(n) of a table a check of its bytes, and renews those whose n has changed.
CREATE OR REPLACE FUNCTION redshift_local.check_bytes(of_table regclass) RETURNS void AS $$
DECLARE
  col record;
  guard text;
BEGIN
  FOR col IN
    SELECT attname, attnum, atttypmod - 4 AS n FROM pg_attribute
    WHERE attrelid = of_table AND atttypid = 'varchar'::regtype AND atttypmod > 4 AND NOT attisdropped
  LOOP
    guard := format('bytes_%s_%s', col.attnum, col.n);
    CONTINUE WHEN EXISTS (SELECT FROM pg_constraint WHERE conrelid = of_table AND conname = guard);
    EXECUTE format(
      'ALTER TABLE %s ADD CONSTRAINT %I CHECK (octet_length(%I) <= %s OR redshift_local.too_long(%I, %s, %s, %s))',
      of_table, guard, col.attname, col.n, col.attname, col.n, of_table::oid, col.attnum);
    EXECUTE (
      SELECT coalesce(string_agg(format('ALTER TABLE %s DROP CONSTRAINT %I', of_table, conname), '; '), 'SELECT 1')
      FROM pg_constraint WHERE conrelid = of_table AND starts_with(conname, format('bytes_%s_', col.attnum))
        AND conname <> guard);
  END LOOP;
END $$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION redshift_local.check_bytes_of_new_columns() RETURNS event_trigger AS $$
DECLARE
  made record;
BEGIN
  FOR made IN
    SELECT c.oid FROM pg_event_trigger_ddl_commands() d JOIN pg_class c ON c.oid = d.objid
    WHERE d.classid = 'pg_class'::regclass AND c.relkind = 'r'
  LOOP
    PERFORM redshift_local.check_bytes(made.oid);
  END LOOP;
END $$ LANGUAGE plpgsql;

DROP EVENT TRIGGER IF EXISTS redshift_local_bytes;
CREATE EVENT TRIGGER redshift_local_bytes ON ddl_command_end
  WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE')
  EXECUTE FUNCTION redshift_local.check_bytes_of_new_columns();

-- ALTER COLUMN TYPE VARCHAR(n). PostgreSQL refuses it below a view, Redshift does not: so the length is
-- changed in the catalogue, which is all that PostgreSQL itself does for a longer one.
CREATE OR REPLACE FUNCTION redshift_local.resize(of_table regclass, col text, n int) RETURNS void AS $$
DECLARE
  longest int;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = of_table AND attname = col AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = '42703', MESSAGE = format('column "%s" of relation "%s" does not exist', col, of_table);
  END IF;
  IF (SELECT atttypid FROM pg_attribute WHERE attrelid = of_table AND attname = col) <> 'varchar'::regtype THEN
    RAISE EXCEPTION USING ERRCODE = '0A000', MESSAGE = format('cannot alter type of column "%s": only a VARCHAR can be resized', col);
  END IF;
  EXECUTE format('LOCK TABLE %s', of_table);
  EXECUTE format('SELECT coalesce(max(octet_length(%I)), 0) FROM %s', col, of_table) INTO longest;
  IF longest > n THEN
    RAISE EXCEPTION USING ERRCODE = '22001', MESSAGE = 'target data type size should be greater than or equal to the current maximum column size',
      DETAIL = format('column %s of table %s: %s bytes', col, of_table, longest);
  END IF;
  UPDATE pg_attribute SET atttypmod = n + 4 WHERE attrelid = of_table AND attname = col;
  PERFORM redshift_local.check_bytes(of_table);
END $$ LANGUAGE plpgsql;
