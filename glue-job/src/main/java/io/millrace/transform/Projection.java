package io.millrace.transform;

import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.expressions.CurrentDate;
import org.apache.spark.sql.catalyst.expressions.CurrentTimestampLike;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/** A {@code SELECT … FROM input} that gives one row for each row and nothing by chance. */
final class Projection {

  private Projection() {}

  static Dataset<Row> of(Expression query, Dataset<Row> rows) {
    var columns = new ArrayList<Column>();
    for (var name : rows.columns()) {
      if (Technical.isTechnical(name)) {
        columns.add(functions.col(name));
      }
    }
    for (var item : selected(query, rows)) {
      if (item instanceof UnresolvedStar) {
        Arrays.stream(rows.columns())
            .filter(name -> !Technical.isTechnical(name))
            .map(functions::col)
            .forEach(columns::add);
      } else {
        columns.add(new Column((org.apache.spark.sql.catalyst.expressions.Expression) item));
      }
    }
    var projected = rows.select(columns.toArray(Column[]::new));
    hold(query, projected.queryExecution().analyzed());
    return projected;
  }

  private static List<NamedExpression> selected(Expression query, Dataset<Row> rows) {
    LogicalPlan plan;
    try {
      plan = rows.sparkSession().sessionState().sqlParser().parsePlan(query.sql());
    } catch (Exception e) {
      throw refused(query, "is no SQL: " + e.getMessage());
    }
    if (plan instanceof Project project
        && project.child() instanceof UnresolvedRelation from
        && from.multipartIdentifier().mkString(".").equalsIgnoreCase("input")) {
      return JavaConverters.seqAsJavaList(project.projectList());
    }
    throw refused(query, "is no plain SELECT … FROM input");
  }

  private static void hold(Expression query, LogicalPlan analyzed) {
    if (!(analyzed instanceof Project project)) {
      throw refused(query, "is more than a projection of input");
    }
    for (var item : JavaConverters.seqAsJavaList(project.projectList())) {
      hold(query, (org.apache.spark.sql.catalyst.expressions.Expression) item);
    }
  }

  private static void hold(
      Expression query, org.apache.spark.sql.catalyst.expressions.Expression part) {
    if (!part.deterministic()
        || part instanceof WindowExpression
        || part instanceof SubqueryExpression
        || part instanceof CurrentDate
        || part instanceof CurrentTimestampLike) {
      throw refused(query, "would not give the same for a row every time: " + part.sql());
    }
    JavaConverters.seqAsJavaList(part.children()).forEach(child -> hold(query, child));
  }

  private static Failure refused(Expression query, String why) {
    return new Failure(Failure.Kind.CONFIGURATION, "sql: '" + query + "' " + why);
  }
}
