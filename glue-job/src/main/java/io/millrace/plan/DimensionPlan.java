package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The way from change logs to a dimension. */
record DimensionPlan(Pipeline pipeline, Dimension dimension, Flow flow, Notes notes) {

  Plan.Table table() {
    var columns = flow.dimension(dimension.dimension());
    var steps = new ArrayList<Plan.Step>();
    var needs = new ArrayList<TableName>();
    if (dimension.generate().isPresent()) {
      var days = dimension.generate().get();
      steps.add(
          new Plan.Step(
              "generate",
              List.of("a row for each day from " + days.from() + " to " + days.to()),
              columns.result()));
    } else {
      var from = dimension.from().orElseThrow();
      needs.add(from);
      needs.addAll(dimension.join().keySet());
      steps.add(
          new Plan.Step("fold", List.of("the states of " + from + " by key"), flow.log(from)));
      if (!dimension.join().isEmpty()) {
        steps.add(
            new Plan.Step(
                "join", joins(dimension.join(), "as it was at that time"), columns.joined()));
      }
      steps.add(new Plan.Step(history(), keeps(), columns.result()));
    }
    var checks = new CheckWords(pipeline).of(dimension.rules());
    if (!checks.isEmpty()) {
      steps.add(new Plan.Step("check", checks, columns.result()));
    }
    return new Plan.Table(
        dimension.dimension(),
        "dimension",
        dimension.place(),
        needs,
        steps,
        pipeline.environment().lake().child("dimensions/" + dimension.dimension()).text(),
        notes.of(dimension, columns.result()));
  }

  private String history() {
    return dimension.history().name().toLowerCase(Locale.ROOT);
  }

  private List<String> keeps() {
    var lines = new ArrayList<String>();
    lines.add("key " + Words.names(flow.dimension(dimension.dimension()).key()));
    if (dimension.history() == Dimension.History.SCD2) {
      lines.add("a change opens a version: " + Words.names(notes.track(dimension)));
      if (!dimension.overwrite().isEmpty()) {
        lines.add("every version shows the latest: " + Words.names(dimension.overwrite()));
      }
    }
    lines.add("on delete: " + dimension.onDelete().name().toLowerCase(Locale.ROOT));
    return lines;
  }

  static List<String> joins(Map<TableName, Join> joins, String when) {
    return joins.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + ", "
                    + when
                    + ", by "
                    + pairs(entry.getValue().on().theirsToMine())
                    + ": "
                    + pairs(entry.getValue().columns().theirsToMine()))
        .toList();
  }

  /** {@code a, b as c}. */
  static String pairs(Map<?, ?> theirsToMine) {
    return theirsToMine.entrySet().stream()
        .map(
            pair ->
                pair.getKey().toString().equals(pair.getValue().toString())
                    ? pair.getKey().toString()
                    : pair.getKey() + " as " + pair.getValue())
        .collect(Collectors.joining(", "));
  }
}
