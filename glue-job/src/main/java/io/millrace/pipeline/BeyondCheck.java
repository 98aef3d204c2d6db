package io.millrace.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A check about a row among others. */
@Means(
    called = "a check beyond the row",
    value =
        "What a row must be among others, named by its key. It sees inserts and updates after `prepare`, and never quarantines.")
public record BeyondCheck(
    @Means("what must hold") Relation relation,
    @Means(
            value = "warn, fail (refuse the batch) or, for references, park",
            byDefault = "warn",
            example = "park")
        OnFail onFail,
    @Means(value = "the name it is reported by", example = "one-account-per-email")
        Optional<String> name,
    Place place,
    FileVersion version) {

  /** The name it is reported by: its own, or what must hold. */
  public String title() {
    return name.orElseGet(
        () ->
            relation instanceof Relation.References references
                ? "references: " + names(references.column()) + " in " + references.table()
                : "unique: " + names(((Relation.Unique) relation).columns()));
  }

  private static String names(List<Identifier> columns) {
    return columns.stream().map(Identifier::text).collect(Collectors.joining(", "));
  }

  /** What happens where a relation does not hold. */
  public enum OnFail {
    WARN,
    FAIL,
    PARK
  }

  /** What must hold between a row and others. */
  // The order in which they are told; the compiler's own would depend on what it saw first.
  public sealed interface Relation permits Relation.Unique, Relation.References {

    /** No two keys share these values in their present states. */
    record Unique(
        @Means(value = "columns that no two keys share", example = "[email]", required = true)
            List<Identifier> columns)
        implements Relation {}

    /** The other table has seen a row of that key. */
    @Means(
        value = "the other table has ever seen a row of that key",
        example = "{column: country_code, table: countries}")
    record References(
        @Means(
                value = "the column, or columns, that name the other row",
                example = "country_code",
                required = true)
            List<Identifier> column,
        @Means(value = "the staging table that must have seen it", example = "countries")
            TableName table)
        implements Relation {}
  }
}
