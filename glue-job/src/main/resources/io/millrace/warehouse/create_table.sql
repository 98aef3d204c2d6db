-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html (DISTSTYLE AUTO and SORTKEY AUTO are what it takes where none is named)
CREATE TABLE IF NOT EXISTS ${table} (
  ${columns}
)
${distribution}
${sort}
