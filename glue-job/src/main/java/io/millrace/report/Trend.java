package io.millrace.report;

import io.millrace.journal.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** This run beside those before it: how long, how many rows, how they ended. */
final class Trend {

  private static final double LEAST = 1.5;

  private Trend() {}

  static Map<String, Object> of(Report report) {
    var runs = new ArrayList<>(report.past());
    Collections.reverse(runs);
    runs.add(report.run());
    double longest = runs.stream().mapToDouble(Entry::seconds).max().orElse(0);
    double most = runs.stream().mapToDouble(run -> (double) Funnel.of(run).read()).max().orElse(0);
    var bars = new ArrayList<Map<String, Object>>();
    for (var run : runs) {
      bars.add(bar(run, run.equals(report.run()), longest, most));
    }
    var newestFirst = new ArrayList<>(bars);
    Collections.reverse(newestFirst);
    return Map.of(
        "bars", bars,
        "lines", newestFirst,
        "longest", Words.duration(longest),
        "most", Words.rows(Math.round(most)),
        "first", Words.shortTime(runs.get(0).began()),
        "last", Words.shortTime(report.run().began()),
        "isAlone", runs.size() == 1);
  }

  private static Map<String, Object> bar(Entry run, boolean isThis, double longest, double most) {
    var funnel = Funnel.of(run);
    var bar = new LinkedHashMap<String, Object>();
    bar.put("run", run.run());
    bar.put("began", Words.shortTime(run.began()));
    bar.put("outcome", Words.outcome(run.outcome()));
    bar.put("mood", Words.mood(run.outcome()));
    bar.put("took", Words.duration(run.seconds()));
    bar.put("read", Words.number(funnel.read()));
    bar.put("accepted", Words.number(funnel.accepted()));
    bar.put("quarantined", Words.number(funnel.quarantined()));
    bar.put("isThis", isThis);
    bar.put("secondsHeight", height(run.seconds(), longest));
    bar.put("acceptedHeight", height((double) (funnel.read() - funnel.quarantined()), most));
    bar.put("quarantinedHeight", height((double) funnel.quarantined(), most));
    return bar;
  }

  private static String height(double value, double greatest) {
    return value <= 0 || greatest <= 0
        ? "0"
        : Timing.percent(Math.max(LEAST, 100 * value / greatest));
  }
}
