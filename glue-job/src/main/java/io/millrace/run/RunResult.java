package io.millrace.run;

import io.millrace.cdc.Drift;
import io.millrace.cdc.SetAside;
import io.millrace.pipeline.Failure;
import java.util.List;

/** What came of a run, step by step. */
public record RunResult(
    String runId,
    List<StepResult> steps,
    List<SetAside> setAside,
    List<Drift> drift,
    List<String> warnings) {

  public RunResult {
    steps = List.copyOf(steps);
    setAside = List.copyOf(setAside);
    drift = List.copyOf(drift);
    warnings = List.copyOf(warnings);
  }

  /** Why sources added nothing; what depends on them has run from what was there. */
  public List<Failure> failures() {
    return steps.stream().flatMap(step -> step.failure().stream()).toList();
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
