package io.millrace.report;

import io.millrace.journal.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in a few lines: what landed, what did not, what to do. */
public final class RunText {

  private static final int MOST_CHECKS = 3;

  private RunText() {}

  /** What became of a table's rows; {@code nothing to do} where nothing did. */
  public static String counts(Map<String, Long> counts) {
    var read = counts.getOrDefault("read", 0L);
    var rest = new LinkedHashMap<>(counts);
    rest.remove("read");
    var said = Counts.said(rest);
    if (read > 0) {
      return Words.number(read) + " read: " + said;
    }
    return said.isEmpty() ? "nothing to do" : said;
  }

  public static List<String> summary(Entry run) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(head(run));
    add(lines, "Landed", landed(run));
    add(lines, "Held back", heldBack(run));
    add(lines, "Checks", checks(run));
    add(lines, "Failed", failed(run));
    add(lines, "Set aside", setAside(run));
    add(lines, "Not fresh", stale(run));
    add(lines, "What to do", whatToDo(run));
    return lines;
  }

  private static String whatToDo(Entry run) {
    var remedy = Words.remedy(run.outcome());
    return remedy.isEmpty() && Funnel.of(run).quarantined() > 0 ? Words.QUARANTINED : remedy;
  }

  private static String head(Entry run) {
    var how =
        run.outcome().isGood()
            ? run.wrote() || !run.setAside().isEmpty()
                ? Words.outcome(run.outcome())
                : "Nothing to do"
            : Words.outcome(run.outcome());
    return how + " in " + Words.duration(run.seconds()) + ".";
  }

  private static String landed(Entry run) {
    var all = Funnel.of(run);
    var said = new ArrayList<String>();
    long landed = all.read() - all.refused();
    if (landed > 0) {
      said.add(Words.rows(landed) + " read, " + Words.number(all.accepted()) + " accepted");
    }
    long changed =
        run.steps().stream()
            .flatMap(step -> step.counts().entrySet().stream())
            .filter(count -> Counts.CHANGES.contains(count.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (changed > 0) {
      said.add(Words.number(changed) + " changed in dimensions, facts and mirrors");
    }
    run.steps().stream()
        .filter(step -> step.counts().containsKey("published"))
        .forEach(step -> said.add(Words.number(step.counts().get("published")) + " published"));
    return String.join("; ", said);
  }

  private static String heldBack(Entry run) {
    var all = Funnel.of(run);
    var counts = new LinkedHashMap<String, Long>();
    counts.put("quarantined", all.quarantined());
    counts.put("parked", all.parked());
    counts.put("dropped", all.dropped());
    counts.put("redelivered", all.redelivered());
    counts.put("of refused batches", all.refused());
    return Words.counts(counts);
  }

  private static String checks(Entry run) {
    var most =
        run.violations().stream()
            .sorted(Comparator.comparingLong(Entry.Violation::rows).reversed())
            .limit(MOST_CHECKS)
            .map(
                one ->
                    "%s %s (%s %s)"
                        .formatted(
                            one.table(),
                            one.rule(),
                            Words.number(one.rows()),
                            Counts.treatment(one.onFail())))
            .collect(Collectors.joining(", "));
    int more = run.violations().size() - MOST_CHECKS;
    return most + (more > 0 ? ", and " + more + " more" : "");
  }

  private static String failed(Entry run) {
    return run.failures().stream()
        .map(one -> one.table().isEmpty() ? "the run" : one.stage() + " " + one.table())
        .collect(Collectors.joining(", "));
  }

  private static String setAside(Entry run) {
    return run.setAside().isEmpty()
        ? ""
        : run.setAside().size() + (run.setAside().size() == 1 ? " file" : " files");
  }

  private static String stale(Entry run) {
    return run.sources().stream()
        .filter(source -> source.overdue(run.ended()).orElse(0L) > 0)
        .map(Entry.Source::source)
        .collect(Collectors.joining(", "));
  }

  private static void add(List<String> lines, String what, String said) {
    if (!said.isEmpty()) {
      lines.add("%-11s %s".formatted(what, said));
    }
  }
}
