package io.millrace.transform;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.Sql.Mistake;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/** Collects the columns of an expression, and the first thing in it that may not be there. */
final class ExpressionReading {

  private static final String ONE_ROW = "an expression sees one row at a time";

  private final Set<String> qualifiers;
  private final Set<Identifier> columns = new LinkedHashSet<>();
  private Optional<Mistake> mistake = Optional.empty();

  /**
   * @param qualifiers what may stand before a column: {@code input.tier}
   */
  ExpressionReading(Set<String> qualifiers) {
    this.qualifiers = qualifiers;
  }

  Set<Identifier> columns() {
    return java.util.Collections.unmodifiableSet(columns);
  }

  Optional<Mistake> mistake() {
    return mistake;
  }

  /** The column that the expression is, when it is one and nothing more. */
  Optional<Identifier> itself(ParseTree tree) {
    ParseTree part = tree;
    while (part.getChildCount() == 1 && !isColumn(part)) {
      part = part.getChild(0);
    }
    boolean plain =
        isColumn(part)
            || (part instanceof SqlBaseParser.DereferenceContext field && isQualified(field));
    return plain && columns.size() == 1 ? columns.stream().findFirst() : Optional.empty();
  }

  private static boolean isColumn(ParseTree part) {
    return part instanceof SqlBaseParser.ColumnReferenceContext
        || part instanceof SqlBaseParser.CurrentLikeContext;
  }

  private boolean isQualified(SqlBaseParser.DereferenceContext field) {
    return field.base instanceof SqlBaseParser.ColumnReferenceContext
        && qualifiers.contains(Names.plain(field.base.getText()));
  }

  /**
   * @param bound names that a lambda around this part has bound
   */
  void visit(ParseTree tree, Set<String> bound) {
    if (mistake.isPresent()) {
      return;
    }
    if (tree instanceof SqlBaseParser.ColumnReferenceContext column) {
      column(Names.plain(column.getText()), bound);
    } else if (tree instanceof SqlBaseParser.CurrentLikeContext current) {
      // As Spark has it, user and current_date are a column where there is one.
      column(Names.plain(current.getText()), bound);
    } else if (tree instanceof SqlBaseParser.DereferenceContext field && isQualified(field)) {
      column(Names.plain(field.fieldName.getText()), Set.of());
    } else if (tree instanceof SqlBaseParser.DereferenceContext field) {
      visit(field.base, bound);
    } else if (tree instanceof SqlBaseParser.LambdaContext lambda) {
      var inner = new HashSet<>(bound);
      lambda.identifier().forEach(name -> inner.add(Names.plain(name.getText())));
      visit(lambda.expression(), inner);
    } else {
      if (tree instanceof ParserRuleContext part) {
        mistake = refusal(part);
      }
      for (int i = 0; i < tree.getChildCount(); i++) {
        visit(tree.getChild(i), bound);
      }
    }
  }

  private void column(String name, Set<String> bound) {
    if (bound.contains(name)) {
      return;
    }
    try {
      columns.add(Identifier.of(name));
    } catch (IllegalArgumentException e) {
      mistake = Optional.of(new Mistake(e.getMessage(), "name a column"));
    }
  }

  private static Optional<Mistake> refusal(ParserRuleContext part) {
    if (part instanceof SqlBaseParser.FunctionCallContext call) {
      return refusal(call);
    }
    if (part instanceof SqlBaseParser.SubqueryExpressionContext
        || part instanceof SqlBaseParser.QueryContext
        || part instanceof SqlBaseParser.ExistsContext) {
      return wrong("a sub-query reads other rows", ONE_ROW + ": declare a join instead");
    }
    if (part instanceof SqlBaseParser.WindowSpecContext) {
      return wrong("OVER looks at several rows", ONE_ROW);
    }
    if (part instanceof SqlBaseParser.FirstContext
        || part instanceof SqlBaseParser.LastContext
        || part instanceof SqlBaseParser.Any_valueContext
        || part instanceof SqlBaseParser.PercentileContext) {
      return severalRows(part.start.getText());
    }
    if (part instanceof SqlBaseParser.StarContext) {
      return wrong("'*' stands for no single column", "name the columns");
    }
    if (part instanceof SqlBaseParser.NamedParameterLiteralContext
        || part instanceof SqlBaseParser.PosParameterLiteralContext) {
      return wrong(
          "'" + part.getText() + "' is a parameter, and nothing gives it a value",
          "write the value, or a variable: ${var:name}");
    }
    return part instanceof SqlBaseParser.CastContext cast
        ? PlainTypes.refusal(cast)
        : Optional.empty();
  }

  private static Optional<Mistake> refusal(SqlBaseParser.FunctionCallContext call) {
    String name = Names.plain(call.functionName().getText());
    var sort = SparkFunctions.sort(name);
    if (sort.isEmpty()) {
      return wrong(
          "there is no function '" + name + "'",
          Spelling.closest(name, SparkFunctions.names())
              .map(known -> "did you mean '" + known + "'?")
              .orElse("use one of Spark SQL's functions"));
    }
    if (call.windowSpec() != null) {
      return wrong("'" + name + " … OVER' looks at several rows", ONE_ROW);
    }
    return switch (sort.get()) {
      case ROW ->
          name.equals("unix_timestamp") && call.argument.isEmpty()
              ? Optional.of(changing(name + "()"))
              : Optional.empty();
      case ROWS, WINDOW -> severalRows(name);
      case SEVERAL -> wrong("'" + name + "' gives several rows for one", "take one of its values");
      case CHANGING -> Optional.of(changing(name));
      case FAILING ->
          wrong(
              "'" + name + "' fails the whole run, with a row's values in the error",
              "write a check: it names the row, and masks what is masked");
    };
  }

  private static Optional<Mistake> severalRows(String name) {
    return wrong("'" + name + "' looks at several rows", ONE_ROW);
  }

  private static Mistake changing(String name) {
    return new Mistake(
        "'" + name + "' gives something else each time",
        "use the row's own columns: history must come out the same whenever it is computed");
  }

  private static Optional<Mistake> wrong(String message, String remedy) {
    return Optional.of(new Mistake(message, remedy));
  }
}
