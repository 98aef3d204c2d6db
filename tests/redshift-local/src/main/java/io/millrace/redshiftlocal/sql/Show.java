package io.millrace.redshiftlocal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SHOW of a parameter, and of databases, schemas, tables, columns and keys, which is how the driver
 * answers getTables and its like.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW.html">SHOW</a>
 */
final class Show {

  private Show() {}

  static String sql(Cursor cursor, List<Token> tokens) {
    cursor.expect("SHOW");
    if (cursor.takes("DATABASES")) {
      return call("show_databases", cursor, 0);
    }
    if (cursor.takes("SCHEMAS", "FROM", "DATABASE")) {
      return call("show_schemas", cursor, 1);
    }
    if (cursor.takes("TABLES", "FROM", "SCHEMA")) {
      return call("show_tables", cursor, 2);
    }
    if (cursor.takes("COLUMNS", "FROM", "TABLE")) {
      return call("show_columns", cursor, 3);
    }
    if (cursor.takes("CONSTRAINTS", "PRIMARY", "KEYS", "FROM", "TABLE")) {
      return call("show_primary_keys", cursor, 3);
    }
    if (cursor.takes("CONSTRAINTS", "FOREIGN", "KEYS")) {
      if (!cursor.takes("EXPORTED")) {
        cursor.takes("FROM");
      }
      return "SELECT * FROM redshift_local.show_foreign_keys()";
    }
    if (cursor.sees("TABLE") || cursor.sees("VIEW") || tokens.size() > 5) {
      throw RedshiftError.notEmulated("this form of SHOW");
    }
    return Token.text(Settings.renamed(tokens));
  }

  /** A call with as many name parts, the missing ones in front left null, and a pattern. */
  private static String call(String function, Cursor cursor, int parts) {
    var arguments = new ArrayList<String>();
    while (!cursor.atEnd() && !cursor.sees("LIKE")) {
      arguments.add(argument(cursor.next()));
      cursor.takes(".");
    }
    while (arguments.size() < parts) {
      arguments.add(0, "NULL");
    }
    arguments.add(cursor.takes("LIKE") ? argument(cursor.next()) : "NULL");
    return arguments.stream()
        .map(argument -> argument + "::text")
        .collect(Collectors.joining(", ", "SELECT * FROM redshift_local." + function + "(", ")"));
  }

  private static String argument(Token token) {
    return switch (token.kind()) {
      case PARAMETER, STRING -> token.text();
      case WORD, QUOTED, NUMBER, SYMBOL -> Token.literal(token.name());
    };
  }
}
