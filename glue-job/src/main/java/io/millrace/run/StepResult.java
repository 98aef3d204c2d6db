package io.millrace.run;

import io.millrace.pipeline.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of one table in one stage. */
public record StepResult(
    Stage stage,
    String table,
    Instant began,
    Map<String, Long> counts,
    Duration took,
    Optional<Failure> failure) {

  /** Whether it came to nothing. */
  public boolean failed() {
    return failure.isPresent();
  }

  /** Whether anything was written. */
  public boolean wrote() {
    return counts.values().stream().anyMatch(count -> count > 0);
  }

  @Override
  public String toString() {
    var said =
        failure.isPresent()
            ? failure.get().getMessage()
            : wrote()
                ? counts.entrySet().stream()
                    .filter(count -> count.getValue() > 0)
                    .map(count -> count.getKey() + " " + count.getValue())
                    .collect(Collectors.joining(", "))
                : "nothing to do";
    return "%-11s %-20s %s (%.1f s)".formatted(stage, table, said, took.toMillis() / 1000.0);
  }
}
