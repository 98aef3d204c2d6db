package io.millrace.pipeline;

/** One transformation as it stands in a staging table's list. */
@Means(
    called = "a transformation",
    value =
        "One transformation, named by its key; they are done in the order in which they are written.")
public record Step(@Means("what it does") Transform transform, Place place) {}
