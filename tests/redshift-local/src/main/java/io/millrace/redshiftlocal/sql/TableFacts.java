package io.millrace.redshiftlocal.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a table's definition says that is not enforced, only known. */
final class TableFacts {

  private final List<String> primaryKey = new ArrayList<>();
  private final List<String> sortKey = new ArrayList<>();
  private final Map<String, String> encodings = new LinkedHashMap<>();
  private String distributionStyle = "AUTO";
  private String distributionKey = "";

  void primaryKey(List<String> columns) {
    primaryKey.addAll(columns);
  }

  void sortKey(String column) {
    sortKey.add(column);
  }

  void encoding(String column, String encoding) {
    encodings.put(column, encoding);
  }

  void distributionStyle(String style) {
    distributionStyle = style;
  }

  void distributionKey(String column) {
    distributionKey = column;
    distributionStyle = "KEY";
  }

  /** A table constraint; UNIQUE and FOREIGN KEY are read past, since nothing asks for them. */
  void constraint(Cursor cursor) {
    if (cursor.takes("CONSTRAINT")) {
      cursor.next();
    }
    if (cursor.takes("PRIMARY", "KEY")) {
      cursor.list().forEach(column -> primaryKey.add(column.get(0).name()));
    } else if (!cursor.sees("UNIQUE") && !cursor.sees("FOREIGN", "KEY")) {
      throw RedshiftError.notInRedshift("The table constraint " + cursor.peek().text());
    }
  }

  /** Statements that write the facts down, to follow the CREATE TABLE in one transaction. */
  String sql(String table) {
    var sql = new StringBuilder();
    for (var column : primaryKey) {
      // A primary key is not enforced, but its columns are NOT NULL in Redshift too.
      sql.append("; ALTER TABLE %s ALTER COLUMN \"%s\" SET NOT NULL".formatted(table, column));
    }
    sql.append(
        "; SELECT redshift_local.remember(%s::regclass, %s, %s, %s, %s, %s)"
            .formatted(
                Token.literal(table),
                array(primaryKey),
                Token.literal(distributionStyle.toUpperCase(Locale.ROOT)),
                Token.literal(distributionKey),
                array(sortKey),
                encodings()));
    return sql.toString();
  }

  private String encodings() {
    return Token.literal(
            encodings.entrySet().stream()
                .map(entry -> "\"%s\": \"%s\"".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}")))
        + "::jsonb";
  }

  static String array(List<String> names) {
    return names.stream()
        .map(Token::literal)
        .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
  }
}
