package io.millrace.pipeline;

import java.util.Optional;

/** A declared column of a source; {@code tier: int} is short for {@code tier: {type: int}}. */
@Means(
    called = "a column",
    value = "A declared column of a source; `tier: int` is short for `tier: {type: int}`.")
public record Column(
    @Means(value = "the column's type", example = "decimal(12,2)") ColumnType type,
    @Means(value = "how its values are hidden before anything is stored", example = "sha256")
        Optional<Mask> mask,
    @Means(
            value = "how a date or timestamp is written where the file holds text",
            example = "yyyy-MM-dd")
        Optional<DateFormat> format) {}
