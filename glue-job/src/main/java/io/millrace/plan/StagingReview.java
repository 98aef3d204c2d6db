package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Staging;
import java.util.List;

/** What is wrong with a staging table beyond its grammar. */
record StagingReview(Survey survey, Staging staging, StagingFlow flow) {

  static void of(Survey survey, Staging staging) {
    new StagingReview(survey, staging, survey.flow().staging(staging.staging())).review();
  }

  private void review() {
    staging.columns().keySet().forEach(this::declared);
    staging.key().forEach(this::key);
    keyBefore();
    staging.effectiveAt().ifPresent(this::effectiveAt);
    staging.carryForward().forEach(this::carryForward);
    steps();
    new RulesReview(survey, RulesReview.Stage.STAGING, staging.staging(), flow.checked())
        .review(staging.rules(), staging.place());
    staging
        .filter()
        .ifPresent(filter -> survey.condition(filter, flow.unmasked(), name(), at("filter")));
    redshift();
  }

  private void declared(Identifier column) {
    var place = survey.places().ofKey(staging.place(), "columns", column);
    NameReview.read(survey, column, flow.result(), place);
    var use = Absence.technical(staging).get(column);
    if (use != null) {
      survey.problem(
          place,
          "'" + column + "' is read as " + use + ", and not carried on as a column",
          "take it out of columns: it needs no declaration");
    }
    format(column);
  }

  private void format(Identifier column) {
    var declared = staging.columns().get(column);
    if (declared.format().isPresent() && !Types.isTime(declared.type())) {
      survey.problem(
          at("columns", column, "format"),
          "format has no effect: '" + column + "' is " + declared.type(),
          "declare it as date or timestamp, or leave format out");
    }
  }

  private void key(Identifier column) {
    if (survey.known(column, flow.checked(), name(), at("key", column))) {
      stays(column, "the key", at("key", column));
    }
  }

  private void keyBefore() {
    if (!staging.keyBefore().isEmpty() && staging.keyBefore().size() != staging.key().size()) {
      survey.problem(
          at("key_before"),
          "key_before does not name a column for each of the key's " + Words.names(staging.key()),
          "name the before-image columns of the whole key, in its order");
    }
  }

  private void effectiveAt(Identifier column) {
    var place = at("effective_at");
    if (!survey.known(column, flow.checked(), name(), place)
        || !stays(column, "effective_at", place)) {
      return;
    }
    flow.unmasked()
        .find(column)
        .filter(attribute -> !Types.isTime(attribute.type()))
        .ifPresent(
            attribute ->
                survey.problem(
                    place,
                    "effective_at takes a time, and '" + column + "' is " + attribute.type(),
                    "declare it as timestamp or date"));
  }

  private void carryForward(Identifier column) {
    var place = at("carry_forward", column);
    if (staging.key().contains(column)) {
      survey.problem(
          place, "'" + column + "' is the key, which no change leaves out", "leave it out");
    } else if (survey.known(column, flow.checked(), name(), place)) {
      stays(column, "carry_forward", place);
    }
  }

  /** What Millrace goes by must still be there once the transforms are done. */
  private boolean stays(Identifier column, String use, Place place) {
    if (!flow.result().lack(column)) {
      return true;
    }
    survey.problem(
        place,
        "'" + column + "' is gone after transform, and " + use + " goes by it",
        "keep the column, or rename it in prepare and name it so here");
    return false;
  }

  private void steps() {
    var row = flow.declared();
    for (int i = 0; i < staging.prepare().size(); i++) {
      TransformReview.of(survey, staging.prepare().get(i), row, name());
      row = flow.prepared().get(i);
    }
    for (int i = 0; i < staging.transform().size(); i++) {
      TransformReview.of(survey, staging.transform().get(i), row, name());
      row = flow.transformed().get(i);
    }
  }

  private void redshift() {
    var options = staging.redshift();
    if (!options.mirror()) {
      for (var option : List.of("distkey", "sortkey")) {
        if (!at("redshift", option).equals(at("redshift"))) {
          survey.problem(
              survey.places().ofKey(staging.place(), "redshift", option),
              option + " has no effect: without mirror: true the table is not published",
              "add mirror: true, or leave " + option + " out");
        }
      }
      return;
    }
    options
        .distkey()
        .ifPresent(
            column -> survey.known(column, flow.result(), name(), at("redshift", "distkey")));
    options
        .sortkey()
        .forEach(
            column ->
                survey.known(column, flow.result(), name(), at("redshift", "sortkey", column)));
  }

  private String name() {
    return staging.staging().text();
  }

  private Place at(Object... path) {
    return survey.places().at(staging.place(), path);
  }
}
