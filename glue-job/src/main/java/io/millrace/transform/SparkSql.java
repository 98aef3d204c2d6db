package io.millrace.transform;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NamedExpressionContext;

/** Reads SQL by Spark's own grammar, without a session; each text once. */
public final class SparkSql implements Sql {

  private final Map<Expression, Parsed> expressions = new HashMap<>();
  private final Map<Expression, Projection> projections = new HashMap<>();

  @Override
  public Parsed expression(Expression expression) {
    return expressions.computeIfAbsent(expression, SparkSql::readExpression);
  }

  @Override
  public Projection projection(Expression query) {
    return projections.computeIfAbsent(query, SparkSql::readProjection);
  }

  private static Parsed readExpression(Expression expression) {
    try {
      var tree = SparkGrammar.tree(expression.sql(), SqlBaseParser::singleExpression);
      var named = tree.namedExpression();
      if (named.errorCapturingIdentifier() != null || named.identifierList() != null) {
        return Parsed.wrong(
            new Mistake(
                "an expression has no name of its own: '" + written(named, expression) + "'",
                "leave out what follows the expression"));
      }
      return parsed(named.expression(), Set.of());
    } catch (SparkGrammar.Unreadable e) {
      return Parsed.wrong(e.mistake());
    }
  }

  private static Projection readProjection(Expression query) {
    try {
      var tree = SparkGrammar.tree(query.sql(), SqlBaseParser::singleStatement);
      var refusal = ProjectionShape.refusal(tree);
      if (refusal.isPresent()) {
        return Projection.wrong(refusal.get());
      }
      List<Output> outputs = new ArrayList<>();
      for (var named : ProjectionShape.selected(tree)) {
        var output = output(named, query);
        if (output.value().mistake().isPresent()) {
          return Projection.wrong(output.value().mistake().get());
        }
        outputs.add(output);
      }
      return new Projection(Optional.empty(), List.copyOf(outputs));
    } catch (SparkGrammar.Unreadable e) {
      return Projection.wrong(e.mistake());
    }
  }

  private static Output output(NamedExpressionContext named, Expression query) {
    if (isStar(named)) {
      return new Output(
          Optional.empty(),
          new Parsed(Optional.empty(), Set.of(), Optional.empty(), ColumnType.UNKNOWN));
    }
    var value = parsed(named.expression(), Set.of(ProjectionShape.INPUT));
    if (value.mistake().isPresent()) {
      return new Output(Optional.empty(), value);
    }
    if (named.errorCapturingIdentifier() == null) {
      return value.itself().isPresent()
          ? new Output(value.itself(), value)
          : new Output(
              Optional.empty(),
              Parsed.wrong(
                  new Mistake(
                      "'" + written(named, query) + "' has no name",
                      "name it: " + written(named, query) + " AS …")));
    }
    var name = Names.plain(named.errorCapturingIdentifier().getText());
    try {
      return new Output(Optional.of(Identifier.of(name)), value);
    } catch (IllegalArgumentException e) {
      return new Output(
          Optional.empty(), Parsed.wrong(new Mistake(e.getMessage(), "choose another name")));
    }
  }

  private static Parsed parsed(ParserRuleContext tree, Set<String> qualifiers) {
    var reading = new ExpressionReading(qualifiers);
    reading.visit(tree, Set.of());
    return reading.mistake().map(Parsed::wrong).orElseGet(() -> complete(tree, reading));
  }

  private static Parsed complete(ParserRuleContext tree, ExpressionReading reading) {
    return new Parsed(
        Optional.empty(), reading.columns(), reading.itself(tree), PlainTypes.of(tree));
  }

  private static boolean isStar(NamedExpressionContext named) {
    ParseTree tree = named;
    while (tree.getChildCount() == 1) {
      tree = tree.getChild(0);
    }
    return tree instanceof SqlBaseParser.StarContext || tree.getText().equals("*");
  }

  private static String written(ParserRuleContext tree, Expression source) {
    return source.sql().substring(tree.start.getStartIndex(), tree.stop.getStopIndex() + 1);
  }
}
