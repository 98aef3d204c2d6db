package io.millrace.cli;

import io.millrace.journal.Entry;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import io.millrace.report.RunText;
import io.millrace.run.Observer;
import io.millrace.run.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A run as lines: one for each table and stage as it ends, for each try that failed, and so on. */
final class RunLines implements Observer {

  /** Takes a line and what programs want to know of it. */
  interface Lines extends BiConsumer<String, Map<String, ?>> {}

  private final Lines out;
  private final Lines err;

  RunLines(Lines out, Lines err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void runBegan(RunBegan run) {
    var stages = run.stages().stream().sorted().map(Object::toString).toList();
    out.accept(
        "run %s of %s: %s".formatted(run.runId(), run.pipeline(), String.join(", ", stages)),
        Map.of("event", "run_began", "stages", stages));
  }

  @Override
  public void tryFailed(TryFailed failed) {
    err.accept(
        "%-11s %-20s try %d failed and is made again in %.1f s: %s"
            .formatted(
                failed.stage(),
                failed.table(),
                failed.number(),
                failed.pause().toMillis() / 1000.0,
                firstLine(failed.why())),
        fields("try_failed", failed.stage().toString(), failed.table()));
  }

  @Override
  public void stepEnded(StepResult step) {
    var fields = fields("step_ended", step.stage().toString(), step.table());
    fields.put("seconds", step.took().toMillis() / 1000.0);
    fields.put("counts", step.counts());
    fields.put("failed", step.failure().isPresent());
    var what =
        step.failure()
            .map(failure -> "failed: " + firstLine(failure))
            .orElseGet(() -> RunText.counts(step.counts()));
    out.accept(
        "%-11s %-20s %s (%.1f s)"
            .formatted(step.stage(), step.table(), what, step.took().toMillis() / 1000.0),
        fields);
  }

  @Override
  public void warned(String what) {
    err.accept("warning: " + what, Map.of("event", "warning"));
  }

  @Override
  public void journaled(Entry entry, Optional<Location> report) {
    RunText.summary(entry).forEach(line -> out.accept(line, Map.of("event", "summary")));
    report.ifPresent(
        file ->
            out.accept("Report      " + file, Map.of("event", "report", "report", file.text())));
  }

  /** What to do about it is said at the end. */
  private static String firstLine(Failure failure) {
    return failure.getMessage().lines().findFirst().orElse("");
  }

  private static Map<String, Object> fields(String event, String stage, String table) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("event", event);
    fields.put("stage", stage);
    fields.put("table", table);
    return fields;
  }
}
