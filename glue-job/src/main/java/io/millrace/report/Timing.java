package io.millrace.report;

import io.millrace.journal.Entry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** When each step was at work, as shares of the run. */
final class Timing {

  private static final double LEAST = 0.4;

  private Timing() {}

  static List<Map<String, Object>> of(Entry run) {
    double total = Math.max(run.seconds(), 0.001);
    return run.steps().stream()
        .sorted(Comparator.comparing(Entry.Step::began))
        .map(
            step -> {
              double start = Duration.between(run.began(), step.began()).toMillis() / 1000.0;
              double left = Math.min(100, Math.max(0, 100 * start / total));
              double width = Math.min(100 - left, Math.max(LEAST, 100 * step.seconds() / total));
              return Map.<String, Object>of(
                  "stage", step.stage(),
                  "table", step.table(),
                  "left", percent(left),
                  "width", percent(width),
                  "start", Words.duration(Math.max(0, start)),
                  "took", Words.duration(step.seconds()),
                  "retries", step.retries() == 0 ? "" : step.retries() + " retried");
            })
        .toList();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
