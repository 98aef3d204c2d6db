package io.millrace.run;

import java.util.List;

/** What came of a run, step by step. */
public record RunResult(String runId, List<StepResult> steps) {

  public RunResult {
    steps = List.copyOf(steps);
  }

  /** Whether the run changed anything at all. */
  public boolean wrote() {
    return steps.stream().anyMatch(StepResult::wrote);
  }

  /** The step of a table in a stage. */
  public StepResult step(Stage stage, String table) {
    return steps.stream()
        .filter(step -> step.stage() == stage && step.table().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step " + stage + " " + table));
  }
}
