package io.millrace.report;

import io.millrace.journal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pipeline as boxes in columns, from sources to warehouse, each with what the run did there.
 */
final class Picture {

  private static final int WIDTH = 196;
  private static final int HEIGHT = 48;
  private static final int ROW = 60;
  private static final int COLUMN = 262;
  private static final int TOP = 34;
  private static final List<String> KINDS = List.of("staging", "dimension", "fact");
  private static final Map<String, String> STAGES =
      Map.of("staging", "staging", "dimension", "dimensions", "fact", "facts");

  private final Entry run;
  private final List<Tables.Table> tables;
  private final Map<String, int[]> places = new HashMap<>();
  private final List<Map<String, Object>> boxes = new ArrayList<>();
  private final List<Map<String, Object>> arrows = new ArrayList<>();
  private final List<Map<String, Object>> columns = new ArrayList<>();
  private int column;
  private int bottom = TOP + HEIGHT;

  private Picture(Report report) {
    this.run = report.run();
    this.tables = Tables.of(report.pipeline());
  }

  static Map<String, Object> of(Report report) {
    return new Picture(report).drawn();
  }

  private Map<String, Object> drawn() {
    for (var kind : KINDS) {
      var those = tables.stream().filter(table -> table.kind().equals(kind)).toList();
      if (!those.isEmpty()) {
        head(STAGES.get(kind));
        those.forEach(table -> box(table, those.indexOf(table)));
        column++;
      }
    }
    arrows();
    warehouse();
    int width = (column - 1) * COLUMN + WIDTH + 4;
    return Map.of(
        "boxes", boxes,
        "arrows", arrows,
        "columns", columns,
        "lines", lines(),
        "width", width,
        "height", bottom + 6);
  }

  private void head(String name) {
    columns.add(Map.of("name", name, "x", x()));
  }

  private int x() {
    return column * COLUMN + 2;
  }

  private void box(Tables.Table table, int row) {
    int y = TOP + row * ROW;
    places.put(table.name(), new int[] {x(), y});
    bottom = Math.max(bottom, y + HEIGHT);
    add(table.name(), x(), y, HEIGHT, state(STAGES.get(table.kind()), table.name()));
  }

  private void add(String name, int x, int y, int height, State state) {
    var box = new LinkedHashMap<String, Object>();
    box.put("name", cut(name));
    box.put("whole", name);
    box.put("x", x);
    box.put("y", y);
    box.put("width", WIDTH);
    box.put("height", height);
    box.put("textX", x + 14);
    box.put("nameY", y + height / 2 - 4);
    box.put("saidY", y + height / 2 + 14);
    box.put("mood", state.mood());
    box.put("said", state.said());
    boxes.add(box);
  }

  private void arrows() {
    for (var table : tables) {
      for (var from : table.from()) {
        var start = places.get(from);
        var end = places.get(table.name());
        if (start != null && end != null) {
          arrow(start, end[0], end[1] + HEIGHT / 2);
        }
      }
    }
  }

  private void arrow(int[] start, int x, int y) {
    int fromX = start[0] + WIDTH;
    int fromY = start[1] + HEIGHT / 2;
    int bend = Math.max(30, (x - fromX) / 2);
    arrows.add(
        Map.of(
            "path",
            "M%d %d C%d %d %d %d %d %d"
                .formatted(fromX, fromY, fromX + bend, fromY, x - bend, y, x, y)));
  }

  private void warehouse() {
    var served = tables.stream().filter(Tables.Table::published).toList();
    if (served.isEmpty()) {
      return;
    }
    head("publish");
    int height = bottom - TOP;
    for (var table : served) {
      var start = places.get(table.name());
      arrow(start, x(), start[1] + HEIGHT / 2);
    }
    add("Redshift", x(), TOP, height, state("publish", run.pipeline()));
    column++;
  }

  /** What the run did at a table, in a word and a sign. */
  private record State(String mood, String said) {}

  private State state(String stage, String table) {
    var step = step(stage, table);
    if (step.isEmpty()) {
      return new State("none", run.stages().contains(stage) ? "not reached" : "not in this run");
    }
    if (step.get().failed()) {
      return new State("bad", "failed");
    }
    if (!step.get().wrote()) {
      return new State("idle", "nothing new");
    }
    return stage.equals("staging") ? landed(table) : changed(step.get());
  }

  private State landed(String table) {
    var funnel =
        Funnel.of(run.batches().stream().filter(batch -> batch.source().equals(table)).toList());
    if (funnel.read() == 0) {
      return new State("good", "parked rows accepted");
    }
    long kept = funnel.quarantined() + funnel.parked();
    return kept == 0
        ? new State("good", Words.number(funnel.read()) + " read")
        : new State(
            "warn", Words.number(funnel.read()) + " read, " + Words.number(kept) + " held back");
  }

  private static State changed(Entry.Step step) {
    var published = step.counts().get("published");
    if (published != null) {
      return new State("good", Words.rows(published) + " sent");
    }
    long rows =
        Counts.CHANGES.stream().mapToLong(word -> step.counts().getOrDefault(word, 0L)).sum();
    long kept = step.counts().getOrDefault("quarantined", 0L);
    return kept == 0
        ? new State("good", Words.rows(rows) + " changed")
        : new State("warn", Words.number(rows) + " changed, " + kept + " held back");
  }

  private Optional<Entry.Step> step(String stage, String table) {
    return run.steps().stream()
        .filter(step -> step.stage().equals(stage) && step.table().equals(table))
        .findFirst();
  }

  /** The same in words. */
  private List<Map<String, Object>> lines() {
    return tables.stream()
        .map(
            table ->
                Map.<String, Object>of(
                    "name", table.name(),
                    "kind", table.kind(),
                    "from", table.from().isEmpty() ? "raw files" : String.join(", ", table.from()),
                    "published", table.published() ? "yes" : "no",
                    "said", state(STAGES.get(table.kind()), table.name()).said()))
        .toList();
  }

  private static String cut(String name) {
    return name.length() <= 24 ? name : name.substring(0, 23) + "…";
  }
}
