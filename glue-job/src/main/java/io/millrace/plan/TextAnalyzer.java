package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What the text of an expression and the types of its columns tell without analysing it. */
record TextAnalyzer(Sql sql) implements Analyzer {

  @Override
  public Answer type(Expression expression, Columns row) {
    return new Answer(typeOf(sql.expression(expression), row), Optional.empty());
  }

  @Override
  public Projected projection(Expression query, Columns row) {
    var types = new LinkedHashMap<Identifier, ColumnType>();
    for (var output : sql.projection(query).outputs()) {
      output.name().ifPresent(name -> types.put(name, typeOf(output.value(), row)));
    }
    return new Projected(types, Optional.empty());
  }

  private static ColumnType typeOf(Sql.Parsed parsed, Columns row) {
    return parsed.itself().flatMap(row::find).map(Attribute::type).orElse(parsed.type());
  }
}
