package io.millrace.pipeline;

import java.util.Map;

/** {@code table-configs/pipeline.yml}: the pipeline's name and the places it runs in. */
@Means(called = "pipeline.yml", value = "The pipeline's name and the environments it runs in.")
public record PipelineFile(
    @Means(value = "the pipeline's name", example = "retail") Identifier pipeline,
    @Means(
            value = "where it reads and writes, by the name that --env gives",
            example = "{local: {raw: data/raw, lake: target/lake}}",
            required = true)
        Map<Identifier, Environment> environments,
    Place place) {}
