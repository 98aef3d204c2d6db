package io.millrace.plan;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way of a source's rows into its change log. */
record StagingPlan(Pipeline pipeline, Staging staging, Flow flow, Notes notes) {

  Plan.Table table() {
    var columns = flow.staging(staging.staging());
    var steps = new ArrayList<Plan.Step>();
    steps.add(new Plan.Step("read", read(), columns.declared()));
    for (int i = 0; i < staging.prepare().size(); i++) {
      var transform = staging.prepare().get(i).transform();
      steps.add(new Plan.Step("prepare", TransformWords.of(transform), columns.prepared().get(i)));
    }
    var checks = new CheckWords(pipeline).of(staging.rules());
    if (!checks.isEmpty()) {
      steps.add(new Plan.Step("check", checks, columns.checked()));
    }
    for (int i = 0; i < staging.transform().size(); i++) {
      var transform = staging.transform().get(i).transform();
      steps.add(
          new Plan.Step("transform", TransformWords.of(transform), columns.transformed().get(i)));
    }
    staging
        .filter()
        .ifPresent(
            filter ->
                steps.add(
                    new Plan.Step(
                        "filter",
                        List.of(filter + "; a row that does not pass acts as a delete"),
                        columns.unmasked())));
    var masks = masks(columns.result());
    if (!masks.isEmpty()) {
      steps.add(new Plan.Step("mask", masks, columns.result()));
    }
    staging
        .gate()
        .ifPresent(
            gate ->
                steps.add(
                    new Plan.Step(
                        "gate",
                        List.of(
                            "quarantined below "
                                + gate.quarantinedBelow()
                                + ", or nothing of the batch lands"),
                        columns.result())));
    return new Plan.Table(
        staging.staging(),
        "staging table",
        staging.place(),
        Order.references(pipeline, staging),
        steps,
        writes(),
        notes.of(staging.staging(), columns.result()));
  }

  private List<String> read() {
    var lines = new ArrayList<String>();
    lines.add("files of " + pipeline.environment().raw().child(staging.source().path()));
    lines.add("key " + Words.names(staging.key()));
    lines.add(
        "order: "
            + staging.source().timestamp().map(column -> "timestamp " + column).orElse("file time")
            + (staging.position().isEmpty()
                ? ", then file and row"
                : ", then " + Words.names(staging.position())));
    lines.add(
        "holds from: " + staging.effectiveAt().map(Object::toString).orElse("the DMS timestamp"));
    lines.add(loads());
    if (!staging.carryForward().isEmpty()) {
      lines.add("null in an update means unchanged: " + Words.names(staging.carryForward()));
    }
    return lines;
  }

  private String loads() {
    if (staging.mode() == Staging.Mode.SNAPSHOT) {
      return "snapshots: a key that a load lacks is deleted";
    }
    return switch (staging.onReload()) {
      case UPSERT -> "changes; a reload adds and changes keys";
      case REPLACE -> "changes; a key that a reload lacks is deleted";
    };
  }

  private static List<String> masks(Columns result) {
    return result.all().stream()
        .filter(attribute -> attribute.mask().isPresent())
        .map(
            attribute ->
                attribute.name() + " by " + attribute.mask().get().name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private String writes() {
    var lake = pipeline.environment().lake();
    var log = lake.child("staging/" + staging.staging()).text();
    return staging.isMirrored() ? log + ", " + lake.child("mirrors/" + staging.staging()) : log;
  }
}
