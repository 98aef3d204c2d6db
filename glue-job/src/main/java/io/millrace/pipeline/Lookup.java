package io.millrace.pipeline;

import java.util.Optional;

/** How a fact finds its version of a dimension. */
@Means("How a fact finds its version of a dimension.")
public record Lookup(
    @Means(value = "the dimension", example = "dim_customer") TableName dimension,
    @Means(
            value = "the dimension's key: a column, a list, or {dimension_column: expression}",
            example = "{customer_id: customer_id}")
        Match on,
    @Means(
            value = "the time whose version is wanted; without it the present one",
            example = "ordered_at")
        Optional<Expression> asOf,
    @Means(
            value = "what stands where there is no version: unknown, infer, park or fail",
            byDefault = "unknown",
            example = "infer")
        Missing missing,
    @Means(value = "the role it plays: buyer gives buyer_key", example = "buyer")
        Optional<Identifier> as,
    Place place) {

  public Lookup {
    if (as.isPresent() && as.get().text().length() > TableName.LONGEST) {
      throw new IllegalArgumentException(
          "'"
              + as.get()
              + "' is longer than the "
              + TableName.LONGEST
              + " characters a role may have");
    }
  }

  /** What stands where a dimension has no version. */
  public enum Missing {
    UNKNOWN,
    INFER,
    PARK,
    FAIL
  }

  /** What its key columns are named after: {@code customer} for {@code dim_customer}. */
  public String role() {
    return as.map(Identifier::text).orElseGet(dimension::role);
  }
}
