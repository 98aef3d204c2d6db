package io.millrace.pipeline;

/** A Spark SQL expression as the user wrote it, e.g. {@code coalesce(tier, 1)}. */
public record Expression(String sql) {

  public Expression {
    if (sql.isBlank()) {
      throw new IllegalArgumentException("an SQL expression cannot be empty");
    }
  }

  @Override
  public String toString() {
    return sql;
  }
}
