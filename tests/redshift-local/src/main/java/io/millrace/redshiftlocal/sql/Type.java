package io.millrace.redshiftlocal.sql;

import java.util.Locale;

/**
 * A data type as Redshift names it.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html">Data
 *     types</a>
 */
record Type(String name, String arguments) {

  private static final String LONGEST = "(65535)";

  static Type read(Cursor cursor) {
    var name = new StringBuilder(cursor.next().text());
    while (cursor.takes(".")) {
      name.append('.').append(cursor.next().text());
    }
    for (var second : new String[] {"VARYING", "PRECISION"}) {
      if (cursor.takes(second)) {
        name.append(' ').append(second);
      }
    }
    var arguments = new StringBuilder();
    if (cursor.sees("(")) {
      arguments.append(Token.text(cursor.parenthesis()).strip());
    }
    for (var zone : new String[] {"WITH", "WITHOUT"}) {
      if (cursor.takes(zone, "TIME", "ZONE")) {
        arguments.append(' ').append(zone).append(" TIME ZONE");
      }
    }
    if (cursor.takes("[", "]")) {
      arguments.append("[]");
    }
    return new Type(name.toString(), arguments.toString());
  }

  /** In a column's definition, where a length left out means 256, and a precision 18. */
  String inColumn() {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "VARCHAR", "CHARACTER VARYING", "NVARCHAR" -> "varchar" + length("(256)");
      case "TEXT" -> "varchar(256)";
      case "CHAR", "CHARACTER", "NCHAR" -> "char" + length("(1)");
      case "BPCHAR" -> "char(256)";
      default -> inCast();
    };
  }

  /** In a cast. */
  String inCast() {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "VARCHAR", "CHARACTER VARYING", "NVARCHAR" -> "varchar" + length("");
      case "DECIMAL", "NUMERIC" -> "numeric" + (arguments.isEmpty() ? "(18,0)" : arguments);
      case "SUPER" -> "jsonb";
      case "VARBYTE", "VARBINARY", "BINARY VARYING" -> "bytea";
      case "GEOMETRY", "GEOGRAPHY", "HLLSKETCH" ->
          throw RedshiftError.notEmulated("the type " + name);
      case "SERIAL", "BIGSERIAL", "BYTEA", "JSON", "JSONB", "UUID", "MONEY", "INET", "XML" ->
          throw RedshiftError.notInRedshift("The type " + name);
      default -> name.toLowerCase(Locale.ROOT) + arguments;
    };
  }

  private String length(String whenLeftOut) {
    if (arguments.isEmpty()) {
      return whenLeftOut;
    }
    return arguments.replace(" ", "").equalsIgnoreCase("(MAX)") ? LONGEST : arguments;
  }
}
