package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what SQL gives on rows of certain columns, without any row: the types, or what is wrong.
 */
public interface Analyzer {

  /** What an expression gives on such rows. */
  Answer type(Expression expression, Columns row);

  /** What a projection of {@code input} gives on such rows. */
  Projected projection(Expression query, Columns row);

  /** A type, or why there is none. */
  record Answer(ColumnType type, Optional<String> mistake) {}

  /** The types by column, or why there are none. */
  record Projected(Map<Identifier, ColumnType> types, Optional<String> mistake) {}
}
