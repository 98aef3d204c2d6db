package io.millrace.plan;

import io.millrace.pipeline.Check;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import java.util.Set;

/** The columns that a check looks at the values of. */
record CheckColumns(Sql sql) implements Check.Cases<Set<Identifier>> {

  @Override
  public Set<Identifier> notNull(Check.NotNull check) {
    // Whether there is a value shows through every mask.
    return Set.of();
  }

  @Override
  public Set<Identifier> validDate(Check.ValidDate check) {
    return Set.of(check.column());
  }

  @Override
  public Set<Identifier> range(Check.Range check) {
    return Set.of(check.column());
  }

  @Override
  public Set<Identifier> acceptedValues(Check.AcceptedValues check) {
    return Set.of(check.column());
  }

  @Override
  public Set<Identifier> matches(Check.Matches check) {
    return Set.of(check.column());
  }

  @Override
  public Set<Identifier> length(Check.Length check) {
    return Set.of(check.column());
  }

  @Override
  public Set<Identifier> sql(Check.Sql check) {
    return sql.expression(check.condition()).columns();
  }
}
