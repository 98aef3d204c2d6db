package io.millrace.pipeline;

/** Columns of another staging table, found by its whole key; a row without a match has nulls. */
@Means("Columns of another staging table, found by its whole key; a row without a match has nulls.")
public record Join(
    @Means(
            value = "the other table's key: a column, a list, or {theirs: mine}",
            example = "country_code")
        Pairs on,
    @Means(
            value = "the columns to take: a list, or {theirs: mine} to rename",
            example = "[country_name]")
        Pairs columns,
    Place place) {}
