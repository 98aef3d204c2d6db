package io.millrace.pipeline;

import java.util.List;

/** One file of checks. */
@Means(called = "a rules file", value = "Checks that a table names in its `rules`.")
public record Rules(
    @Means(value = "about one row", example = "[{not_null: [customer_id]}]") List<RowCheck> checks,
    @Means(
            value = "about a row among others; they warn unless they say otherwise",
            example = "[{unique: [email]}]")
        List<BeyondCheck> beyond,
    @Means(
            value = "about a batch as a whole; they fail it unless they say otherwise",
            example = "[{row_count: {min: 1}}]")
        List<DatasetCheck> dataset,
    Place place) {}
