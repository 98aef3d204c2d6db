SELECT COUNT(*) FROM ${staging} WHERE _token = ?
