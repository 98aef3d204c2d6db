-- Always in the same order: two publishes then wait for each other instead of failing.
LOCK ${tables}
