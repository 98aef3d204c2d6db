package io.millrace;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a pipeline's files: the pipeline when nothing is wrong with it, else every
 * mistake.
 */
public record Validation(Optional<Pipeline> pipeline, List<Problem> problems) {

  /** Reads all files and holds them against each other; nothing else is read or written. */
  public static Validation of(Arguments arguments) {
    Configuration configuration =
        Configuration.read(
            arguments.config(), arguments.environment(), arguments.variables(), System::getenv);
    return configuration.problems().isEmpty()
        ? new Validation(configuration.pipeline(), List.of())
        : new Validation(Optional.empty(), configuration.problems());
  }
}
