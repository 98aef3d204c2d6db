package io.millrace.plan;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.BeyondCheck.Relation;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Staging;

/** What is wrong with a check about a row among others. */
record BeyondReview(Survey survey, Staging staging, Columns row, BeyondCheck check) {

  void review() {
    if (check.relation() instanceof Relation.Unique unique) {
      unique(unique);
    } else if (check.relation() instanceof Relation.References references) {
      references(references);
    }
  }

  private void unique(Relation.Unique unique) {
    unique.columns().forEach(column -> known(column, at("unique", column)));
    if (check.onFail() == BeyondCheck.OnFail.PARK) {
      survey.problem(
          at("on_fail"),
          "unique cannot park: waiting would not make a value unique",
          "write on_fail: warn or on_fail: fail");
    }
  }

  private void references(Relation.References references) {
    var place = at("references", "table");
    boolean all = true;
    for (var column : references.column()) {
      all &= known(column, at("references", "column", column));
    }
    if (!survey.isStaging(references.table(), place, "references") || !all) {
      return;
    }
    var other = survey.pipeline().staging(references.table()).orElseThrow();
    if (other.key().size() != references.column().size()) {
      survey.problem(
          at("references", "column"),
          "the key of '" + references.table() + "' is " + Words.names(other.key()),
          "name a column for each, in that order");
      return;
    }
    for (int i = 0; i < other.key().size(); i++) {
      matching(references.column().get(i), other, other.key().get(i));
    }
  }

  private void matching(Identifier mine, Staging other, Identifier theirs) {
    var there = survey.flow().staging(other.staging()).unmasked().find(theirs);
    var here = row.find(mine);
    if (here.isPresent()
        && there.isPresent()
        && !Types.match(here.get().type(), there.get().type())) {
      survey.problem(
          at("references", "column", mine),
          Words.unlike(mine, here.get().type(), other.staging() + "." + theirs, there.get().type()),
          "declare both alike");
    }
  }

  private boolean known(Identifier column, Place place) {
    return survey.known(column, row, staging.staging().text(), place);
  }

  private Place at(Object... path) {
    return survey.places().at(check.place(), path);
  }
}
