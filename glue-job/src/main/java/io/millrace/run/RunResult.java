package io.millrace.run;

import io.millrace.cdc.Drift;
import io.millrace.cdc.SetAside;
import io.millrace.pipeline.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a run, step by step.
 *
 * @param stopped why the run ended before all its steps had
 */
public record RunResult(
    String runId,
    Instant began,
    Duration took,
    List<StepResult> steps,
    List<SetAside> setAside,
    List<Drift> drift,
    List<String> warnings,
    Optional<Failure> stopped) {

  public RunResult {
    steps = List.copyOf(steps);
    setAside = List.copyOf(setAside);
    drift = List.copyOf(drift);
    warnings = List.copyOf(warnings);
  }

  static RunResult of(
      Workplace workplace, Instant began, List<StepResult> steps, Optional<Failure> stopped) {
    return new RunResult(
        workplace.runId(),
        began,
        Duration.between(began, Instant.now()),
        steps,
        workplace.setAside(),
        workplace.drift(),
        workplace.warnings(),
        stopped);
  }

  /** Why sources added nothing, and what stopped the run; what could run else has run. */
  public List<Failure> failures() {
    return Stream.concat(steps.stream().flatMap(step -> step.failure().stream()), stopped.stream())
        .toList();
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
