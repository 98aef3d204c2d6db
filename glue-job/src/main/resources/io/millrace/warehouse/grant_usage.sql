-- https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html (GROUP before a group's name)
GRANT USAGE ON SCHEMA ${schema} TO GROUP ${group}
