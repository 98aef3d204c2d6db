-- DISTSTYLE AUTO and SORTKEY AUTO are what Redshift takes where none is named.
CREATE TABLE IF NOT EXISTS ${table} (
  ${columns}
)
${distribution}
${sort}
