package io.millrace.pipeline;

import java.util.Optional;
import java.util.Set;

/** What the configuration asks of an SQL parser; it runs nothing and knows no types. */
public interface Sql {

  /** Reads a single expression, e.g. {@code coalesce(tier, 1)}. */
  Parsed expression(Expression expression);

  /** Reads a projection of {@code input}, e.g. {@code SELECT *, year(d) AS y FROM input}. */
  Parsed projection(Expression query);

  /**
   * What an expression or projection turned out to be.
   *
   * @param mistake what is wrong with it, where it cannot be read or may not be used
   * @param columns the columns that it names
   * @param output for a projection, the columns it gives, {@code *} standing for all of input
   * @param type the type, where it is plain from the text alone: a cast, a literal
   */
  record Parsed(
      Optional<String> mistake,
      Set<Identifier> columns,
      java.util.List<Output> output,
      Optional<ColumnType> type) {}

  /** A column of a projection: all of input, or one with the columns that it is made of. */
  record Output(Optional<Identifier> name, Set<Identifier> columns) {}
}
