package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Translation.Forward;
import java.util.ArrayList;
import java.util.List;

/** CREATE of a schema, a view or a table. */
final class Create {

  private Create() {}

  static Translation translate(Cursor cursor, List<Token> tokens) {
    cursor.expect("CREATE");
    if (cursor.sees("SCHEMA")) {
      return new Forward(Expressions.sql(tokens));
    }
    var orReplace = cursor.takes("OR", "REPLACE");
    if (cursor.sees("VIEW")) {
      return new Forward(Expressions.sql(withoutLateBinding(tokens)));
    }
    cursor.takes("LOCAL");
    var temporary = cursor.takes("TEMPORARY") || cursor.takes("TEMP");
    if (!orReplace && cursor.takes("TABLE")) {
      return CreateTable.translate(cursor, temporary);
    }
    for (var index : List.of("INDEX", "UNIQUE", "TRIGGER", "EXTENSION", "SEQUENCE", "DOMAIN")) {
      if (cursor.sees(index)) {
        throw RedshiftError.notInRedshift("CREATE " + index);
      }
    }
    throw RedshiftError.notEmulated("CREATE " + cursor.peek().text());
  }

  /** A late-binding view is bound here all the same; see the README for what that changes. */
  private static List<Token> withoutLateBinding(List<Token> tokens) {
    var size = tokens.size();
    if (size > 4
        && new Cursor(tokens.subList(size - 4, size)).sees("WITH", "NO", "SCHEMA", "BINDING")) {
      return tokens.subList(0, size - 4);
    }
    return new ArrayList<>(tokens);
  }
}
