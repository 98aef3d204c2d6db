package io.millrace.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dimension: versions (SCD2) or present states (SCD1) of a staging table's keys. */
@Means("A dimension: what its rows come from and which changes open a version.")
public record Dimension(
    @Means(value = "the table's name", example = "dim_customer") TableName dimension,
    @Means(value = "the staging table it is made from", example = "customers")
        Optional<TableName> from,
    @Means(
            value = "columns of other staging tables, as they were at that time",
            example = "{countries: {on: country_code, columns: [country_name]}}")
        Map<TableName, Join> join,
    @Means(value = "the business key; without it that of `from`", example = "[customer_id]")
        List<Identifier> key,
    @Means(
            value = "scd2 keeps every version, scd1 the present state",
            byDefault = "scd2",
            example = "scd1")
        History history,
    @Means(
            value = "a change of these opens a version; without it: every declared column",
            example = "[full_name, tier]")
        List<Identifier> track,
    @Means(value = "every version shows the latest value of these", example = "[email]")
        List<Identifier> overwrite,
    @Means(
            value = "close ends the version of a deleted row, ignore does not see deletes",
            byDefault = "close",
            example = "ignore")
        OnDelete onDelete,
    @Means(
            value = "the columns it has; without it all of `from` and the joined ones",
            example = "[customer_id, full_name, tier]")
        List<Identifier> columns,
    @Means(value = "check files below rules/; they warn or fail here", example = "[dim.yml]")
        List<String> rules,
    @Means(
            value = "makes a date dimension of these days, in place of `from`",
            example = "{from: 2020-01-01, to: 2035-12-31}")
        Optional<Generate> generate,
    @Means(
            value =
                "goes into every surrogate key: another word makes other keys, which cures a"
                    + " collision",
            example = "b")
        Optional<Identifier> seed,
    @Means(value = "the table in Redshift", byDefault = "{}", example = "{distkey: customer_key}")
        Publication redshift,
    Place place) {

  /** Which states a dimension keeps. */
  public enum History {
    SCD1,
    SCD2
  }

  /** What a delete does to a dimension. */
  public enum OnDelete {
    CLOSE,
    IGNORE
  }
}
