package io.millrace.transform;

import io.millrace.pipeline.Sql.Mistake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NamedExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.RegularQuerySpecificationContext;

/** What a query must look like to be one projection of {@code input}: a row for each row. */
final class ProjectionShape {

  static final String INPUT = "input";

  private static final String WRITE = "write SELECT … FROM input";
  private static final Map<Class<? extends ParserRuleContext>, Mistake> REFUSED =
      new LinkedHashMap<>();

  static {
    refuse(
        SqlBaseParser.WhereClauseContext.class,
        "WHERE would leave rows out",
        "put the condition into the table's `filter`");
    refuse(
        SqlBaseParser.AggregationClauseContext.class,
        "GROUP BY looks at several rows",
        "a transform sees one row at a time: leave it out");
    refuse(
        SqlBaseParser.HavingClauseContext.class,
        "HAVING looks at several rows",
        "put the condition into the table's `filter`");
    refuse(
        SqlBaseParser.SetQuantifierContext.class,
        "DISTINCT looks at several rows",
        "a transform sees one row at a time: leave it out");
    refuse(
        SqlBaseParser.SetOperationContext.class,
        "UNION, INTERSECT and EXCEPT put several queries together",
        WRITE);
    refuse(
        SqlBaseParser.JoinRelationContext.class,
        "a transform cannot JOIN",
        "declare the join in the dimension or fact");
    refuse(
        SqlBaseParser.LateralViewContext.class, "LATERAL VIEW gives several rows for one", WRITE);
    refuse(SqlBaseParser.PivotClauseContext.class, "PIVOT looks at several rows", WRITE);
    refuse(SqlBaseParser.UnpivotClauseContext.class, "UNPIVOT gives several rows for one", WRITE);
    refuse(SqlBaseParser.SampleContext.class, "TABLESAMPLE leaves rows to chance", "leave it out");
    refuse(SqlBaseParser.CtesContext.class, "WITH is more than one projection", WRITE);
    refuse(SqlBaseParser.WindowClauseContext.class, "WINDOW looks at several rows", "leave it out");
    refuse(
        SqlBaseParser.AliasedQueryContext.class,
        "FROM (SELECT …) is more than one projection",
        WRITE);
    refuse(SqlBaseParser.HintContext.class, "a hint has nothing to work on here", "leave it out");
  }

  private ProjectionShape() {}

  private static void refuse(
      Class<? extends ParserRuleContext> part, String message, String remedy) {
    REFUSED.put(part, new Mistake(message, remedy));
  }

  /** Why this statement is no projection of input. */
  static Optional<Mistake> refusal(ParseTree statement) {
    for (var refused : REFUSED.entrySet()) {
      if (find(statement, refused.getKey()).filter(ProjectionShape::outside).isPresent()) {
        return Optional.of(refused.getValue());
      }
    }
    var organized = find(statement, SqlBaseParser.QueryOrganizationContext.class);
    if (organized.isPresent() && organized.get().getChildCount() > 0) {
      var clause = organized.get().getChild(0).getText().toUpperCase(java.util.Locale.ROOT);
      return clause.equals("LIMIT") || clause.equals("OFFSET")
          ? Optional.of(new Mistake(clause + " would leave rows out", "leave it out"))
          : Optional.of(
              new Mistake("the order of rows means nothing here", "leave out " + clause + " BY"));
    }
    var query = find(statement, RegularQuerySpecificationContext.class);
    if (query.isEmpty()) {
      return Optional.of(new Mistake("this is no plain SELECT … FROM input", WRITE));
    }
    return from(query.get());
  }

  private static Optional<Mistake> from(RegularQuerySpecificationContext query) {
    if (query.fromClause() == null) {
      return Optional.of(new Mistake("this SELECT reads nothing", "end it with FROM input"));
    }
    var relations = query.fromClause().relation();
    if (relations.size() > 1) {
      return Optional.of(REFUSED.get(SqlBaseParser.JoinRelationContext.class));
    }
    if (!(relations.get(0).relationPrimary() instanceof SqlBaseParser.TableNameContext table)) {
      return Optional.of(new Mistake("this reads something other than input", WRITE));
    }
    var name = table.identifierReference().getText();
    if (!Names.plain(name).equals(INPUT)) {
      return Optional.of(
          new Mistake("it reads '" + name + "', but a transform sees its own table alone", WRITE));
    }
    return table.tableAlias().getChildCount() > 0 || table.temporalClause() != null
        ? Optional.of(new Mistake("input takes no other name here", WRITE))
        : Optional.empty();
  }

  /** A sub-query is reported as one, not by what stands inside it. */
  private static boolean outside(ParseTree part) {
    for (var parent = part.getParent(); parent != null; parent = parent.getParent()) {
      if (parent instanceof SqlBaseParser.PrimaryExpressionContext
          || parent instanceof SqlBaseParser.PredicateContext) {
        return false;
      }
    }
    return true;
  }

  static List<NamedExpressionContext> selected(ParseTree statement) {
    return find(statement, RegularQuerySpecificationContext.class)
        .orElseThrow()
        .selectClause()
        .namedExpressionSeq()
        .namedExpression();
  }

  private static <T extends ParseTree> Optional<T> find(ParseTree tree, Class<T> type) {
    if (type.isInstance(tree)) {
      return Optional.of(type.cast(tree));
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      var found = find(tree.getChild(i), type);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
