package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Translation.Forward;
import io.millrace.redshiftlocal.sql.Translation.OutsideTransaction;
import io.millrace.redshiftlocal.sql.Translation.Script;
import java.util.List;
import java.util.Locale;

/**
 * ALTER TABLE: one action at a time, and of types only the length of a VARCHAR.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE</a>
 */
final class AlterTable {

  private AlterTable() {}

  static Translation translate(Cursor cursor, List<Token> tokens) {
    cursor.expect("ALTER");
    if (cursor.sees("SCHEMA") || cursor.sees("DEFAULT", "PRIVILEGES") || cursor.sees("VIEW")) {
      return new Forward(Expressions.sql(tokens));
    }
    if (!cursor.takes("TABLE")) {
      throw RedshiftError.notEmulated("ALTER " + cursor.peek().text());
    }
    var table = cursor.qualifiedName();
    if (cursor.takes("ALTER", "COLUMN")) {
      return alterColumn(cursor, table);
    }
    if (cursor.sees("ALTER") || cursor.sees("APPEND") || cursor.sees("ROW")) {
      return physical(cursor, table);
    }
    if (cursor.sees("ADD")) {
      return add(cursor, table);
    }
    if (Cursor.commaSeparated(tokens).size() > 1) {
      throw RedshiftError.notInRedshift("More than one action in an ALTER TABLE");
    }
    return new Forward(Expressions.sql(tokens));
  }

  private static Translation add(Cursor cursor, String table) {
    cursor.expect("ADD");
    var rest = cursor.rest();
    if (Cursor.commaSeparated(rest).size() > 1) {
      throw RedshiftError.notInRedshift("ADD COLUMN of more than one column at a time");
    }
    var added = new Cursor(rest);
    var facts = new TableFacts();
    if (added.sees("CONSTRAINT")
        || added.sees("PRIMARY", "KEY")
        || added.sees("UNIQUE", "(")
        || added.sees("FOREIGN", "KEY")) {
      facts.constraint(added);
      return new Script("ALTER TABLE", "SELECT 1 FROM " + table + " LIMIT 0" + facts.sql(table));
    }
    added.takes("COLUMN");
    return new Forward(
        "ALTER TABLE " + table + " ADD COLUMN " + new ColumnDefinition(added, facts).sql());
  }

  private static Translation alterColumn(Cursor cursor, String table) {
    var column = cursor.next().name();
    if (cursor.takes("ENCODE")) {
      return checked(table);
    }
    if (!cursor.takes("TYPE")) {
      throw RedshiftError.notInRedshift("ALTER COLUMN other than TYPE and ENCODE");
    }
    var type = Type.read(cursor).inColumn();
    if (!type.startsWith("varchar(")) {
      throw RedshiftError.notInRedshift("ALTER COLUMN TYPE other than to VARCHAR(n)");
    }
    var length = type.substring("varchar(".length(), type.length() - 1);
    return new OutsideTransaction(
        "ALTER TABLE ALTER COLUMN",
        new Script(
            "ALTER TABLE",
            "SELECT redshift_local.resize(%s::regclass, %s, %s)"
                .formatted(Token.literal(table), Token.literal(column), length)));
  }

  /** Distribution and sort order are known, and change nothing else. */
  private static Translation physical(Cursor cursor, String table) {
    cursor.next();
    if (cursor.takes("ENCODE")) {
      return checked(table);
    }
    if (cursor.takes("DISTSTYLE")) {
      return cursor.takes("KEY", "DISTKEY")
          ? distributed(table, "KEY", columns(cursor).get(0))
          : distributed(table, cursor.next().text(), "");
    }
    if (cursor.takes("DISTKEY")) {
      return distributed(table, "KEY", columns(cursor).get(0));
    }
    if (cursor.takes("COMPOUND", "SORTKEY") || cursor.takes("SORTKEY")) {
      boolean isNamed = cursor.sees("(");
      return sorted(table, isNamed ? columns(cursor) : List.of());
    }
    throw RedshiftError.notEmulated("this form of ALTER TABLE");
  }

  /** One column, in parentheses or not, or several in parentheses. */
  private static List<String> columns(Cursor cursor) {
    return cursor.sees("(")
        ? cursor.list().stream().map(column -> column.get(0).name()).toList()
        : List.of(cursor.next().name());
  }

  private static Translation distributed(String table, String style, String key) {
    return new Script(
        "ALTER TABLE",
        "SELECT redshift_local.distribute(%s::regclass, %s, %s)"
            .formatted(
                Token.literal(table),
                Token.literal(style.toUpperCase(Locale.ROOT)),
                Token.literal(key)));
  }

  private static Translation sorted(String table, List<String> key) {
    return new Script(
        "ALTER TABLE",
        "SELECT redshift_local.sort(%s::regclass, %s)"
            .formatted(Token.literal(table), TableFacts.array(key)));
  }

  private static Translation checked(String table) {
    return new Script("ALTER TABLE", "SELECT 1 FROM " + table + " LIMIT 0");
  }
}
