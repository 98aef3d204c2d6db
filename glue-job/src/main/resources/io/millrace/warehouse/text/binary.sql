-- Its length alone: as text it might be longer than any text can be. COPY makes no bytes null. https://docs.aws.amazon.com/redshift/latest/dg/r_OCTET_LENGTH.html
COALESCE(CAST(NULLIF(OCTET_LENGTH(${column}), 0) AS VARCHAR(24)), '~')
