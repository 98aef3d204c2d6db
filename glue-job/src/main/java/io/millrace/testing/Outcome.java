package io.millrace.testing;

import io.millrace.pipeline.PipelineTest;
import java.time.Duration;
import java.util.List;

/** What came of a test: nothing to say when it holds, else everything that is not as expected. */
public record Outcome(PipelineTest test, List<String> failures, Duration took) {

  public Outcome {
    failures = List.copyOf(failures);
  }

  public boolean holds() {
    return failures.isEmpty();
  }

  public double seconds() {
    return took.toMillis() / 1000.0;
  }
}
