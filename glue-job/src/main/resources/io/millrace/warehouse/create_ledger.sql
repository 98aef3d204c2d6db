-- What was published last, table by table: a commit of a lake, by number and by the token that makes
-- the number that lake's; the table's own id there; and the load that brought it.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html (DISTSTYLE ALL: a copy on every node)
CREATE TABLE IF NOT EXISTS ${ledger} (
  table_name VARCHAR(127) NOT NULL,
  pipeline VARCHAR(127) NOT NULL,
  lake VARCHAR(2048) NOT NULL,
  incarnation VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  token VARCHAR(64) NOT NULL,
  loaded_by VARCHAR(64) NOT NULL,
  definition VARCHAR(64) NOT NULL,
  moved_at TIMESTAMP
)
DISTSTYLE ALL
