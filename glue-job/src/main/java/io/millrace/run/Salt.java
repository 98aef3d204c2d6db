package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Warehouse;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What masks and digests are keyed with: a fixed text, fit for nothing but the local stand-in and
 * for rows without a mask.
 */
public final class Salt {

  private static final String FIXED = "millrace-local";

  private Salt() {}

  /** The salt of a pipeline; there is none yet where masks have something to hide. */
  public static String of(Pipeline pipeline) {
    boolean local =
        pipeline
            .environment()
            .warehouse()
            .filter(warehouse -> warehouse.kind() == Warehouse.Kind.LOCAL)
            .isPresent();
    var masked =
        pipeline.stagings().stream().flatMap(Salt::masked).collect(Collectors.joining(", "));
    if (!local && !masked.isEmpty()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "%s: masks need a salt from AWS Secrets Manager, which this version cannot read yet, and"
                  .formatted(pipeline.environment().place())
              + " the fixed one of `warehouse: {kind: local}` would protect nothing: "
              + masked
              + ". Nothing was read. Run it with a local warehouse, or leave those columns out");
    }
    return FIXED;
  }

  private static Stream<String> masked(Staging staging) {
    return staging.columns().entrySet().stream()
        .filter(column -> column.getValue().mask().isPresent())
        .map(column -> staging.staging() + "." + column.getKey());
  }
}
