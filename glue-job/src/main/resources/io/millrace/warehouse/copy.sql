-- CSV: quotes are doubled, a backslash is a letter like others; NULL AS is a word of this load alone,
-- so that no value can be taken for it.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html and https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html
COPY ${staging} (${columns})
FROM '${manifest}'
IAM_ROLE ${role}
FORMAT AS CSV GZIP NULL AS '${null}' DATEFORMAT 'auto' TIMEFORMAT 'auto' MANIFEST
