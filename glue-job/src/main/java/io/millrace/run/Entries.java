package io.millrace.run;

import io.millrace.journal.Entry;
import io.millrace.journal.Outcome;
import io.millrace.journal.Release;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What came of a run, as the journal tells it. */
final class Entries {

  private Entries() {}

  /**
   * The entry of a run.
   *
   * @param retries how many tries of a step failed before its last one
   */
  static Entry of(
      Identifier pipeline,
      Set<Stage> stages,
      RunResult result,
      ToLongFunction<StepResult> retries) {
    var troubles = new ArrayList<Entry.Trouble>();
    for (var step : result.steps()) {
      step.failure()
          .ifPresent(
              failure -> troubles.add(trouble(step.stage().toString(), step.table(), failure)));
    }
    result
        .stopped()
        .filter(why -> troubles.stream().noneMatch(one -> one.message().equals(why.getMessage())))
        .ifPresent(why -> troubles.add(trouble("", "", why)));
    return new Entry(
        result.runId(),
        pipeline.text(),
        Release.VERSION,
        result.began(),
        result.took().toMillis() / 1000.0,
        result.outcome(),
        stages.stream().sorted().map(Stage::toString).toList(),
        result.steps().stream().map(step -> step(step, retries.applyAsLong(step))).toList(),
        result.batches(),
        result.violations(),
        result.sources(),
        result.setAside().stream()
            .map(file -> new Entry.SetAside(file.path(), file.why()))
            .toList(),
        result.drift().stream()
            .map(it -> new Entry.Drift(it.source(), it.column(), it.file(), it.what()))
            .toList(),
        result.warnings(),
        troubles);
  }

  /** The entry of a run of which nothing is known but that it began. */
  static Entry interrupted(Beginning began) {
    return new Entry(
        began.run(),
        began.pipeline(),
        began.millrace(),
        began.began(),
        0,
        Outcome.INTERRUPTED,
        began.stages(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A run that has begun, as it stands beside the journal until it ends. */
  record Beginning(
      String run, String pipeline, String millrace, Instant began, List<String> stages) {}

  private static Entry.Step step(StepResult step, long retries) {
    return new Entry.Step(
        step.stage().toString(),
        step.table(),
        step.began(),
        step.took().toMillis() / 1000.0,
        step.counts(),
        retries,
        step.failure().isPresent());
  }

  private static Entry.Trouble trouble(String stage, String table, Failure failure) {
    var kind = failure.kind().name().toLowerCase(Locale.ROOT);
    return new Entry.Trouble(stage, table, kind, String.valueOf(failure.getMessage()));
  }
}
