package io.millrace.cli;

import io.millrace.run.RunResult;
import io.millrace.run.StepResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** What is said on standard error of a run that came to its end: what it noticed, what failed. */
final class Ending {

  private static final Pattern PLACE = Pattern.compile("^\\S+\\.ya?ml:\\d+:\\d+: ");

  private Ending() {}

  static void print(RunResult result, PrintWriter err) {
    result.drift().forEach(drift -> err.println("drift: " + drift));
    result.warnings().forEach(warning -> err.println("warning: " + warning));
    result.setAside().forEach(file -> err.println("set aside: " + file));
    failures(result, err);
    err.flush();
  }

  /** Tables that failed for one reason are told of together. */
  private static void failures(RunResult result, PrintWriter err) {
    var alike = new LinkedHashMap<String, List<StepResult>>();
    for (var step : result.steps()) {
      step.failure()
          .map(failure -> PLACE.matcher(failure.getMessage()).replaceFirst(""))
          .ifPresent(why -> alike.computeIfAbsent(why, any -> new ArrayList<>()).add(step));
    }
    alike
        .values()
        .forEach(
            steps -> {
              err.println("millrace: " + steps.get(0).failure().orElseThrow().getMessage());
              if (steps.size() > 1) {
                var others = steps.stream().skip(1).map(StepResult::table).toList();
                err.println("    the same of " + String.join(", ", others));
              }
            });
    result.stopped().ifPresent(failure -> err.println("millrace: " + failure.getMessage()));
  }
}
