package io.millrace.run;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** What to run of a pipeline. */
public record RunRequest(String runId, Set<Stage> stages) {

  public RunRequest {
    stages = Set.copyOf(stages);
  }

  /** Every stage, under an id of its own. */
  public static RunRequest everything() {
    return new RunRequest(UUID.randomUUID().toString(), EnumSet.allOf(Stage.class));
  }
}
