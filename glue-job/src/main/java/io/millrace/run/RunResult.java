package io.millrace.run;

import io.millrace.cdc.Drift;
import io.millrace.cdc.SetAside;
import io.millrace.journal.Entry;
import io.millrace.journal.Outcome;
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
    List<Entry.Batch> batches,
    List<Entry.Violation> violations,
    List<Entry.Source> sources,
    Optional<Failure> stopped) {

  public RunResult {
    steps = List.copyOf(steps);
    setAside = List.copyOf(setAside);
    drift = List.copyOf(drift);
    warnings = List.copyOf(warnings);
  }

  static RunResult of(
      Workplace workplace,
      Instant began,
      Duration took,
      List<StepResult> steps,
      Optional<Failure> stopped) {
    return new RunResult(
        workplace.runId(),
        began,
        took,
        steps,
        workplace.setAside(),
        workplace.drift(),
        workplace.warnings(),
        workplace.account().batches(),
        workplace.account().violations(),
        workplace.account().sources(),
        stopped);
  }

  /** Why sources added nothing, and what stopped the run; what could run else has run. */
  public List<Failure> failures() {
    return Stream.concat(steps.stream().flatMap(step -> step.failure().stream()), stopped.stream())
        .toList();
  }

  /**
   * How the run ended: by its first failure that running again would not heal, else by the rest.
   */
  public Outcome outcome() {
    var kinds = failures().stream().map(Failure::kind).toList();
    if (kinds.isEmpty()) {
      return setAside.isEmpty() ? Outcome.DONE : Outcome.SET_ASIDE;
    }
    return kinds.stream()
        .filter(kind -> kind != Failure.Kind.TRANSIENT)
        .findFirst()
        .map(RunResult::outcome)
        .orElse(Outcome.TRANSIENT);
  }

  private static Outcome outcome(Failure.Kind kind) {
    return switch (kind) {
      case CONFIGURATION -> Outcome.CONFIGURATION;
      case DATA, DEFECT -> Outcome.FAILED;
      case REFUSED -> Outcome.REFUSED;
      case LOCKED -> Outcome.LOCKED;
      case TRANSIENT -> Outcome.TRANSIENT;
    };
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
