package io.millrace.report;

import io.millrace.journal.Entry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The journal in a terminal: runs, one below the other, or one run with all that is known of it.
 */
public final class JournalText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private JournalText() {}

  /** A line for each run. */
  public static List<String> runs(List<Entry> runs) {
    var table =
        new TextTable(
            "BEGAN (UTC)", ">TOOK", "OUTCOME", ">READ", ">ACCEPTED", ">QUARANTINED", "RUN");
    for (var run : runs) {
      var funnel = Funnel.of(run);
      table.add(
          TIME.format(run.began()),
          Words.duration(run.seconds()),
          Words.outcome(run.outcome()),
          Words.number(funnel.read()),
          Words.number(funnel.accepted()),
          Words.number(funnel.quarantined()),
          run.run());
    }
    return table.lines();
  }

  /** Everything about one run. */
  public static List<String> run(Entry run) {
    var lines = new ArrayList<String>();
    lines.add("Run         " + run.run());
    lines.add("Pipeline    " + run.pipeline() + ", " + String.join(", ", run.stages()));
    lines.add("Began       " + TIME.format(run.began()) + " UTC, by Millrace " + run.millrace());
    lines.addAll(RunText.summary(run));
    add(lines, "Tables", steps(run));
    add(lines, "Batches", batches(run));
    add(lines, "Checks that failed", violations(run));
    add(lines, "Sources", sources(run));
    add(lines, "Failures", run.failures().stream().map(Entry.Trouble::message).toList());
    add(
        lines,
        "Files set aside",
        run.setAside().stream().map(file -> file.path() + ": " + file.why()).toList());
    add(
        lines,
        "Columns that changed",
        run.drift().stream()
            .map(
                it ->
                    "%s: column %s %s, from %s on"
                        .formatted(it.source(), it.column(), it.what(), it.file()))
            .toList());
    add(lines, "Warnings", run.warnings());
    return lines;
  }

  private static void add(List<String> lines, String heading, List<String> section) {
    if (!section.isEmpty()) {
      lines.add("");
      lines.add(heading);
      section.forEach(line -> lines.add("  " + line.replace("\n", "\n  ")));
    }
  }

  private static List<String> steps(Entry run) {
    var table = new TextTable("STAGE", "TABLE", ">SECONDS", ">RETRIES", "WHAT");
    for (var step : run.steps()) {
      table.add(
          step.stage(),
          step.table(),
          "%.1f".formatted(step.seconds()),
          Long.toString(step.retries()),
          step.failed() ? "failed" : RunText.counts(step.counts()));
    }
    return run.steps().isEmpty() ? List.of() : table.lines();
  }

  private static List<String> batches(Entry run) {
    var table =
        new TextTable(
            "BATCH",
            ">FILES",
            ">READ",
            ">ACCEPTED",
            ">QUARANTINED",
            ">PARKED",
            ">DROPPED",
            ">REDELIVERED",
            "");
    for (var batch : run.batches()) {
      table.add(
          batch.source() + "/" + batch.number(),
          Words.number(batch.files()),
          Words.number(batch.read()),
          Words.number(batch.accepted()),
          Words.number(batch.quarantined()),
          Words.number(batch.parked()),
          Words.number(batch.dropped()),
          Words.number(batch.redelivered()),
          batch.landed() ? "" : "refused: nothing of it has landed");
    }
    return run.batches().isEmpty() ? List.of() : table.lines();
  }

  private static List<String> violations(Entry run) {
    var table =
        new TextTable(">ROWS", "TABLE", "CHECK", "SUCH ROWS ARE", "LOOKS LIKE", "DECLARED IN");
    run.violations().stream()
        .sorted(Comparator.comparingLong(Entry.Violation::rows).reversed())
        .forEach(
            one ->
                table.add(
                    Words.number(one.rows()),
                    one.table(),
                    one.rule(),
                    Counts.treatment(one.onFail()),
                    String.join(" ", one.examples()),
                    one.place()));
    return run.violations().isEmpty() ? List.of() : table.lines();
  }

  private static List<String> sources(Entry run) {
    var table = new TextTable("SOURCE", "NEWEST CHANGE (UTC)", ">AGE", ">ASKED FOR");
    for (var source : run.sources()) {
      table.add(
          source.source(),
          source.newest().map(TIME::format).orElse("–"),
          source.lag(run.ended()).map(lag -> Words.duration(lag)).orElse("–"),
          source.freshWithin().map(within -> Words.duration(within)).orElse("–"));
    }
    return run.sources().isEmpty() ? List.of() : table.lines();
  }
}
