package io.millrace.pipeline;

import java.util.List;
import java.util.Optional;

/** A dimension or fact as a table in Redshift. */
@Means(called = "'redshift'", value = "A dimension or fact as a table in Redshift.")
public record Publication(
    @Means(value = "false keeps it in the lake only", byDefault = "true", example = "false")
        boolean publish,
    @Means(value = "the distribution key; without it AUTO", example = "customer_key")
        Optional<Identifier> distkey,
    @Means(value = "the sort key; without it AUTO", example = "[customer_id, valid_from]")
        List<Identifier> sortkey) {}
