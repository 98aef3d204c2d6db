package io.millrace.report;

import io.millrace.journal.Entry;
import io.millrace.journal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a run somebody should look at, and what to do about it. */
final class Attention {

  private Attention() {}

  /** Everything that somebody should look at, the gravest first. */
  static List<Map<String, Object>> of(Entry run) {
    var items = new ArrayList<Map<String, Object>>();
    for (var failure : run.failures()) {
      var where = failure.table().isEmpty() ? "the run" : failure.table();
      var how = failure.kind().equals("refused") ? "Refused: " : "Failed: ";
      items.add(item("bad", how + where, failure.message(), kindRemedy(failure.kind())));
    }
    for (var file : run.setAside()) {
      items.add(
          item(
              "warn",
              "File set aside",
              file.path() + ": " + file.why(),
              "It stays in raw. Have DMS write it again, or remove it if it is no change file."));
    }
    for (var source : run.sources()) {
      source
          .overdue(run.ended())
          .filter(overdue -> overdue > 0)
          .ifPresent(
              overdue ->
                  items.add(
                      item(
                          "warn",
                          "Not fresh: " + source.source(),
                          "The newest change is "
                              + Words.duration(overdue)
                              + " older than `fresh_within` allows.",
                          "Is DMS running, and does the source change? docs/runbook.md, not-fresh.")));
    }
    for (var drift : run.drift()) {
      items.add(
          item(
              "note",
              "Columns changed: " + drift.source(),
              "Column " + drift.column() + " " + drift.what() + ", from " + drift.file() + " on.",
              ""));
    }
    run.warnings().stream()
        // Told above, from figures.
        .filter(warning -> !warning.contains("`fresh_within`"))
        .forEach(warning -> items.add(item("note", "Warning", warning, "")));
    return items;
  }

  private static Map<String, Object> item(String mood, String title, String text, String remedy) {
    return Map.of("mood", mood, "title", title, "text", text, "remedy", remedy);
  }

  private static String kindRemedy(String kind) {
    return switch (kind) {
      case "configuration" -> Words.remedy(Outcome.CONFIGURATION);
      case "refused" -> Words.remedy(Outcome.REFUSED);
      case "transient" -> Words.remedy(Outcome.TRANSIENT);
      default -> Words.remedy(Outcome.FAILED);
    };
  }
}
