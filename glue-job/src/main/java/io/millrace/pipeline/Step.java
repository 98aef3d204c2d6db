package io.millrace.pipeline;

/** One transformation as it stands in a staging table's list. */
public record Step(@Means("what it does") Transform transform, Place place) {}
