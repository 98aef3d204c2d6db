COPY ${staging} (${columns})
FROM '${manifest}'
IAM_ROLE ${role}
FORMAT AS CSV GZIP NULL AS '@NULL@' DATEFORMAT 'auto' TIMEFORMAT 'auto' MANIFEST
