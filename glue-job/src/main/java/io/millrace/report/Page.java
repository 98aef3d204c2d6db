package io.millrace.report;

import io.millrace.journal.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What fills the slots of {@code report.html}, section by section. */
final class Page {

  private static final int MOST_CHECKS = 20;

  private final Report report;
  private final Entry run;

  private Page(Report report) {
    this.report = report;
    this.run = report.run();
  }

  static Map<String, Object> of(Report report) {
    return new Page(report).sections();
  }

  private Map<String, Object> sections() {
    var page = new LinkedHashMap<String, Object>(head());
    page.put("picture", Picture.of(report));
    page.put("trend", Trend.of(report));
    page.put("moreChecks", run.violations().size() > MOST_CHECKS);
    page.put("mostChecks", MOST_CHECKS);
    list(page, "attention", "needsAttention", Attention.of(run));
    list(page, "sources", "hasSources", sources());
    list(page, "tables", "hasTables", tables());
    list(page, "checks", "hasChecks", checks());
    page.put("whatToDo", Funnel.of(run).quarantined() > 0 ? Words.QUARANTINED : "");
    list(page, "timing", "hasTiming", Timing.of(run));
    list(page, "freshness", "hasFreshness", freshness());
    return page;
  }

  private static void list(
      Map<String, Object> page, String name, String whether, List<Map<String, Object>> list) {
    page.put(name, list);
    page.put(whether, !list.isEmpty());
  }

  private Map<String, Object> head() {
    var head = new LinkedHashMap<String, Object>();
    head.put("pipeline", run.pipeline());
    head.put("run", run.run());
    head.put("outcome", Words.outcome(run.outcome()));
    head.put("mood", Words.mood(run.outcome()));
    head.put("remedy", Words.remedy(run.outcome()));
    head.put("began", Words.time(run.began()));
    head.put("beganIso", run.began().toString());
    head.put("took", Words.duration(run.seconds()));
    head.put("stages", String.join(", ", run.stages()));
    head.put("millrace", run.millrace());
    head.put("figures", figures());
    return head;
  }

  /** The run in a few numbers. */
  private List<Map<String, Object>> figures() {
    var all = Funnel.of(run);
    var figures = new ArrayList<Map<String, Object>>();
    figures.add(figure("rows read", Words.number(all.read()), ""));
    figures.add(figure("accepted", Words.number(all.accepted()), ""));
    figures.add(
        figure(
            "quarantined",
            Words.number(all.quarantined()),
            all.quarantined() == 0 ? "" : Words.percent(all.quarantinedShare())));
    figures.add(figure("rows changed in dimensions and facts", Words.number(changed()), ""));
    figures.add(figure("rows published", Words.number(published()), ""));
    return figures;
  }

  private static Map<String, Object> figure(String name, String value, String note) {
    return Map.of("name", name, "value", value, "note", note);
  }

  private long changed() {
    return run.steps().stream()
        .filter(step -> step.stage().equals("dimensions") || step.stage().equals("facts"))
        .flatMap(step -> step.counts().entrySet().stream())
        .filter(count -> Counts.CHANGES.contains(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long published() {
    return run.steps().stream()
        .mapToLong(step -> step.counts().getOrDefault("published", 0L))
        .sum();
  }

  /** Each source's rows from reading to landing. */
  private List<Map<String, Object>> sources() {
    var bySource = new LinkedHashMap<String, List<Entry.Batch>>();
    run.batches()
        .forEach(
            batch ->
                bySource.computeIfAbsent(batch.source(), name -> new ArrayList<>()).add(batch));
    var sources = new ArrayList<Map<String, Object>>();
    bySource.forEach((name, batches) -> sources.add(source(name, batches)));
    return sources;
  }

  private Map<String, Object> source(String name, List<Entry.Batch> batches) {
    var funnel = Funnel.of(batches);
    long files = batches.stream().mapToLong(Entry.Batch::files).sum();
    var source = new LinkedHashMap<String, Object>();
    source.put("name", name);
    source.put("read", Words.number(funnel.read()));
    source.put(
        "from",
        (files == 1 ? "1 file" : Words.number(files) + " files")
            + (batches.size() == 1 ? "" : " in " + batches.size() + " batches"));
    source.put("parts", parts(funnel));
    source.put("cells", cells(funnel));
    source.put("notes", notes(name, funnel));
    return source;
  }

  private static List<Map<String, Object>> parts(Funnel funnel) {
    var parts = new ArrayList<Map<String, Object>>();
    funnel
        .places()
        .forEach(
            (place, rows) -> {
              if (rows > 0) {
                parts.add(
                    Map.of(
                        "place",
                        place,
                        "rows",
                        Words.number(rows),
                        "share",
                        Words.percent((double) rows / funnel.read()),
                        "weight",
                        rows));
              }
            });
    return parts;
  }

  private static List<String> cells(Funnel funnel) {
    return funnel.places().values().stream().map(Words::number).toList();
  }

  private String notes(String name, Funnel funnel) {
    var notes = new LinkedHashMap<String, Long>();
    notes.put("filtered out", funnel.filtered());
    notes.put("with a warning", funnel.warned());
    notes.put("corrected", funnel.corrected());
    var said = Words.counts(notes);
    var among = said.isEmpty() ? "" : "Of the accepted rows " + said + ".";
    long unparked =
        run.steps().stream()
            .filter(step -> step.stage().equals("staging") && step.table().equals(name))
            .mapToLong(step -> step.counts().getOrDefault(Counts.UNPARKED, 0L))
            .sum();
    return unparked == 0
        ? among
        : (among + " " + Words.rows(unparked) + " of earlier batches no longer parked.").strip();
  }

  /** What became of dimensions, facts and the warehouse. */
  private List<Map<String, Object>> tables() {
    return run.steps().stream()
        .filter(step -> !step.stage().equals("staging"))
        .map(
            step ->
                Map.<String, Object>of(
                    "stage", step.stage(),
                    "table", step.table(),
                    "what", what(step),
                    "took", Words.duration(step.seconds())))
        .toList();
  }

  private static String what(Entry.Step step) {
    if (step.failed()) {
      return "failed";
    }
    var said = Counts.said(step.counts());
    return said.isEmpty() ? "nothing new" : said;
  }

  private List<Map<String, Object>> checks() {
    return run.violations().stream()
        .sorted(Comparator.comparingLong(Entry.Violation::rows).reversed())
        .limit(MOST_CHECKS)
        .map(
            violation ->
                Map.<String, Object>of(
                    "table", violation.table(),
                    "rule", violation.rule(),
                    "column", violation.column(),
                    "onFail", Counts.treatment(violation.onFail()),
                    "rows", Words.number(violation.rows()),
                    "examples", violation.examples(),
                    "place", violation.place()))
        .toList();
  }

  private List<Map<String, Object>> freshness() {
    return run.sources().stream()
        .map(
            source -> {
              var overdue = source.overdue(run.ended()).orElse(0L);
              return Map.<String, Object>of(
                  "source", source.source(),
                  "newest", source.newest().map(Words::time).orElse("nothing has come yet"),
                  "age", source.lag(run.ended()).map(lag -> Words.duration(lag)).orElse("–"),
                  "within", source.freshWithin().map(it -> Words.duration(it)).orElse("–"),
                  "mood", overdue > 0 ? "warn" : source.freshWithin().isPresent() ? "good" : "none",
                  "verdict",
                      overdue > 0
                          ? Words.duration(overdue) + " too old"
                          : source.freshWithin().isPresent() ? "fresh" : "not asked for");
            })
        .toList();
  }
}
