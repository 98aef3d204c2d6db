package io.millrace.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the configuration asks of an SQL parser; it runs nothing and knows no tables. */
public interface Sql {

  /** Reads a single expression over one row, e.g. {@code coalesce(tier, 1)}. */
  Parsed expression(Expression expression);

  /** Reads a projection of {@code input}, e.g. {@code SELECT *, year(d) AS y FROM input}. */
  Projection projection(Expression query);

  /** What is wrong with SQL that cannot be read or may not be used, and what to write instead. */
  record Mistake(String message, String remedy) {}

  /**
   * What an expression turned out to be.
   *
   * @param columns the columns that it names; empty after a mistake
   * @param itself the column that it is, where it is no more than that
   * @param type the type, where the text alone tells it: a cast, a literal, a plain function
   */
  record Parsed(
      Optional<Mistake> mistake,
      Set<Identifier> columns,
      Optional<Identifier> itself,
      ColumnType type) {

    public static Parsed wrong(Mistake mistake) {
      return new Parsed(Optional.of(mistake), Set.of(), Optional.empty(), ColumnType.UNKNOWN);
    }
  }

  /** What a query turned out to be; no outputs after a mistake. */
  record Projection(Optional<Mistake> mistake, List<Output> outputs) {

    public static Projection wrong(Mistake mistake) {
      return new Projection(Optional.of(mistake), List.of());
    }
  }

  /** A column that a projection gives; without a name it is {@code *}, all columns of input. */
  record Output(Optional<Identifier> name, Parsed value) {}
}
