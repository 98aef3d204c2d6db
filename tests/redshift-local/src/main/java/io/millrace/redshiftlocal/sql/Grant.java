package io.millrace.redshiftlocal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * GRANT to users, groups and roles. They are made when they are not there, as no one else could:
 * the stand-in has no users of its own.
 */
final class Grant {

  private Grant() {}

  static String sql(List<Token> tokens) {
    var to = lastTo(tokens);
    var sql = new StringBuilder();
    var names = new ArrayList<String>();
    for (var grantee : Cursor.commaSeparated(grantees(tokens, to))) {
      var cursor = new Cursor(grantee);
      if (!cursor.takes("GROUP") && !cursor.takes("ROLE")) {
        cursor.takes("USER");
      }
      var name = cursor.next();
      names.add(name.is("PUBLIC") ? "PUBLIC" : "\"" + name.name() + "\"");
      if (!name.is("PUBLIC")) {
        sql.append("SELECT redshift_local.role(" + Token.literal(name.name()) + "); ");
      }
    }
    var granted = Expressions.sql(tokens.subList(0, to + 1));
    return sql + granted + " " + String.join(", ", names);
  }

  private static List<Token> grantees(List<Token> tokens, int to) {
    var grantees = tokens.subList(to + 1, tokens.size());
    for (var i = 0; i < grantees.size(); i++) {
      if (grantees.get(i).is("WITH")) {
        throw RedshiftError.notEmulated("GRANT … WITH GRANT OPTION");
      }
    }
    return grantees;
  }

  private static int lastTo(List<Token> tokens) {
    for (var i = tokens.size() - 1; i > 0; i--) {
      if (tokens.get(i).is("TO")) {
        return i;
      }
    }
    throw RedshiftError.of("42601", "syntax error: GRANT without TO", "");
  }
}
