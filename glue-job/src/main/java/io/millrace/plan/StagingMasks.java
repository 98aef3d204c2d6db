package io.millrace.plan;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.BeyondCheck.Relation;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Mask;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Step;
import io.millrace.pipeline.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The masks of one staging table: what they must leave legible, and what must not get past them.
 */
record StagingMasks(Survey survey, Staging staging, StagingFlow flow) {

  static void of(Survey survey, Staging staging) {
    var masks = new StagingMasks(survey, staging, survey.flow().staging(staging.staging()));
    masks.legible();
    masks.leaks();
    staging.rules().stream()
        .map(file -> survey.pipeline().rules().get(file))
        .filter(Objects::nonNull)
        .forEach(masks::rules);
  }

  private void legible() {
    staging
        .columns()
        .forEach((name, column) -> column.mask().ifPresent(mask -> legible(name, mask)));
  }

  private void legible(Identifier name, Mask mask) {
    var place = survey.places().at(staging.place(), "columns", name, "mask");
    var word = mask.name().toLowerCase(Locale.ROOT);
    if (staging.key().contains(name) && mask != Mask.SHA256) {
      survey.problem(
          place,
          "'" + name + "' is the key, and masked by " + word + " its values cannot be told apart",
          "use mask: sha256, or none");
    }
    if (staging.effectiveAt().filter(name::equals).isPresent()) {
      survey.problem(
          place,
          "effective_at goes by '" + name + "', and a masked time is no time",
          "leave the mask out, or let effective_at name another column");
    }
  }

  /** Values of a masked column that a column without a mask would carry on. */
  private void leaks() {
    var steps = new ArrayList<Step>(staging.prepare());
    steps.addAll(staging.transform());
    var columns = new ArrayList<Columns>(flow.prepared());
    columns.addAll(flow.transformed());
    for (var attribute : flow.unmasked().all()) {
      if (attribute.personal() && !isMasked(attribute.name())) {
        int made = madeBy(attribute.name(), columns);
        if (made >= 0) {
          leak(attribute.name(), steps.get(made));
        }
      }
    }
  }

  /** The step since which the column holds masked values. */
  private static int madeBy(Identifier name, List<Columns> after) {
    int step = after.size() - 1;
    while (step > 0 && after.get(step - 1).find(name).filter(Attribute::personal).isPresent()) {
      step--;
    }
    return step;
  }

  private void leak(Identifier name, Step step) {
    if (step.transform() instanceof Transform.Rename rename && rename.names().containsValue(name)) {
      var old =
          rename.names().entrySet().stream()
              .filter(entry -> entry.getValue().equals(name))
              .findFirst()
              .orElseThrow()
              .getKey();
      survey.problem(
          survey.places().ofKey(step.place(), "rename", old),
          "'" + old + "' is masked by its name, and as '" + name + "' it would be legible",
          "keep the name");
      return;
    }
    survey.problem(
        placeOf(name, step),
        "'" + name + "' is made from a masked column, but has no mask",
        "declare it with one: columns: {" + name + ": {type: string, mask: sha256}}; or drop it");
  }

  private Place placeOf(Identifier name, Step step) {
    if (step.transform() instanceof Transform.Set) {
      return survey.places().ofKey(step.place(), "set", name);
    }
    return step.transform() instanceof Transform.Sql
        ? survey.places().at(step.place(), "sql")
        : step.place();
  }

  private void rules(Rules rules) {
    for (var check : rules.checks()) {
      if (check.onFail().kind() == OnFail.Kind.SET) {
        check
            .onFail()
            .set()
            .forEach(
                (column, value) -> {
                  boolean personal =
                      survey.sql().expression(value).columns().stream()
                          .flatMap(name -> flow.checked().find(name).stream())
                          .anyMatch(Attribute::personal);
                  if (personal && flow.checked().has(column) && !isMasked(column)) {
                    survey.problem(
                        survey.places().at(check.place(), "on_fail", "set", column),
                        "'" + column + "' would be made from a masked column, but has no mask",
                        "correct it from other columns, or mask it too");
                  }
                });
      }
    }
    rules.beyond().forEach(this::beyond);
  }

  /** Beyond the row the change log is looked at, which holds masked values. */
  private void beyond(BeyondCheck check) {
    var digests = new Digests(survey);
    if (check.relation() instanceof Relation.Unique unique) {
      for (var column : unique.columns()) {
        flow.result()
            .find(column)
            .ifPresent(
                found ->
                    digests.blurred(found, survey.places().at(check.place(), "unique", column)));
      }
    } else if (check.relation() instanceof Relation.References references) {
      var other = survey.pipeline().staging(references.table());
      int size = other.map(table -> table.key().size()).orElse(0);
      for (int i = 0; i < size && size == references.column().size(); i++) {
        var mine = flow.result().find(references.column().get(i));
        var theirs = survey.flow().log(references.table()).find(other.get().key().get(i));
        if (mine.isPresent() && theirs.isPresent()) {
          digests.compare(
              mine.get(),
              theirs.get(),
              survey.places().at(check.place(), "references", "column", mine.get().name()));
        }
      }
    }
  }

  private boolean isMasked(Identifier name) {
    var column = staging.columns().get(name);
    return column != null && column.mask().isPresent();
  }
}
