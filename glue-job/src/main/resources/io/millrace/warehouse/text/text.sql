-- A digest: several long texts would not fit into one. https://docs.aws.amazon.com/redshift/latest/dg/r_MD5.html
COALESCE(MD5(${column}), '~')
