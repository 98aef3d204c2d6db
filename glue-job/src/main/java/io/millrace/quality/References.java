package io.millrace.quality;

import static org.apache.spark.sql.functions.expr;

import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** The columns that an SQL expression names. */
final class References {

  private References() {}

  static List<Identifier> of(Expression expression, StructType schema) {
    var names = new TreeSet<String>();
    collect(expr(expression.sql()).expr(), names);
    var known = new ArrayList<Identifier>();
    for (var field : schema.fieldNames()) {
      if (names.contains(field.toLowerCase(Locale.ROOT)) && !Technical.isTechnical(field)) {
        known.add(Identifier.of(field));
      }
    }
    return known;
  }

  private static void collect(
      org.apache.spark.sql.catalyst.expressions.Expression expression, Set<String> names) {
    if (expression instanceof UnresolvedAttribute attribute) {
      names.add(attribute.nameParts().head().toLowerCase(Locale.ROOT));
    }
    JavaConverters.seqAsJavaList(expression.children()).forEach(child -> collect(child, names));
  }
}
