package io.millrace.redshiftlocal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * MERGE as narrow as Redshift's: from a table, with one WHEN MATCHED and one WHEN NOT MATCHED, in
 * this order, without conditions.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html">MERGE</a>
 */
final class Merge {

  private Merge() {}

  static String sql(Cursor cursor, List<Token> tokens) {
    cursor.expect("MERGE");
    cursor.expect("INTO");
    cursor.qualifiedName();
    if (!cursor.sees("USING")) {
      throw RedshiftError.notInRedshift("An alias for the target of MERGE");
    }
    cursor.expect("USING");
    if (cursor.sees("(")) {
      throw RedshiftError.notInRedshift("A subquery as the source of MERGE");
    }
    cursor.qualifiedName();
    var clauses = clauses(cursor.rest());
    if (!clauses.equals(List.of("MATCHED", "NOT MATCHED"))) {
      throw RedshiftError.notInRedshift(
          "MERGE without exactly one WHEN MATCHED and then one WHEN NOT MATCHED");
    }
    return Expressions.sql(tokens);
  }

  private static List<String> clauses(List<Token> tokens) {
    var clauses = new ArrayList<String>();
    for (var i = 0; i < tokens.size(); i++) {
      var cursor = new Cursor(tokens.subList(i, tokens.size()));
      if (cursor.takes("REMOVE", "DUPLICATES")) {
        throw RedshiftError.notEmulated("MERGE … REMOVE DUPLICATES");
      }
      var not = cursor.takes("WHEN", "NOT", "MATCHED");
      if (not || cursor.takes("WHEN", "MATCHED")) {
        if (!cursor.sees("THEN")) {
          throw RedshiftError.notInRedshift("A condition after WHEN [NOT] MATCHED");
        }
        clauses.add(not ? "NOT MATCHED" : "MATCHED");
      }
    }
    return clauses;
  }
}
