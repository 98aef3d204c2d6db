package io.millrace.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the configuration asks of the reader of DQDL; it measures nothing and knows no tables. */
public interface RuleLanguage {

  /** Reads one rule, e.g. {@code Uniqueness "customer_id" > 0.99}. */
  Rule rule(String written);

  /**
   * What a rule turned out to be.
   *
   * @param columns the columns that it names; empty after a mistake
   * @param numbers those of them that must be numbers
   * @param conditions the SQL that says which rows it looks at
   * @param revealing the kind of rule whose figure may be a column's own value
   */
  record Rule(
      Optional<Sql.Mistake> mistake,
      Set<Identifier> columns,
      Set<Identifier> numbers,
      List<Expression> conditions,
      Optional<String> revealing) {

    public static Rule wrong(Sql.Mistake mistake) {
      return new Rule(Optional.of(mistake), Set.of(), Set.of(), List.of(), Optional.empty());
    }
  }
}
