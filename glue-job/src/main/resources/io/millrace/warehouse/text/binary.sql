-- Its length alone: as text it might be longer than any text can be. https://docs.aws.amazon.com/redshift/latest/dg/r_OCTET_LENGTH.html
COALESCE(CAST(OCTET_LENGTH(${column}) AS VARCHAR(24)), '~')
