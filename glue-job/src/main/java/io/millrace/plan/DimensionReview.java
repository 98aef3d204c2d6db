package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Publication;
import java.util.List;
import java.util.Set;

/** What is wrong with a dimension beyond its grammar. */
record DimensionReview(Survey survey, Dimension dimension, DimensionFlow flow) {

  static void of(Survey survey, Dimension dimension) {
    var flow = survey.flow().dimension(dimension.dimension());
    var review = new DimensionReview(survey, dimension, flow);
    if (dimension.generate().isPresent()) {
      review.generated();
    } else {
      review.made();
    }
    review.published();
    new RulesReview(survey, RulesReview.Stage.DIMENSION, dimension.dimension(), flow.result())
        .review(dimension.rules(), dimension.place());
  }

  private void generated() {
    for (var key :
        List.of("from", "join", "key", "history", "track", "overwrite", "on_delete", "columns")) {
      if (survey.isWritten(dimension.place(), key)) {
        survey.problem(
            survey.places().ofKey(dimension.place(), key),
            "a generated dimension of days has no '" + key + "'",
            key.equals("from") ? "keep one of from and generate" : "leave it out");
      }
    }
  }

  private void made() {
    if (dimension.from().isEmpty()) {
      if (!survey.isWritten(dimension.place(), "from")
          && !survey.isWritten(dimension.place(), "generate")) {
        survey.problem(
            at("dimension"),
            "the dimension says neither what it is made from nor what it generates",
            "add from: and a staging table, or generate: {from: 2020-01-01, to: 2035-12-31}");
      }
      return;
    }
    var from = dimension.from().get();
    survey.isStaging(from, at("from"), "from");
    new JoinReview(survey, dimension.place(), dimension.from()).review(dimension.join());
    new KeyReview(survey, dimension.place(), "key", from).review(dimension.key());
    var name = dimension.dimension().text();
    dimension
        .columns()
        .forEach(column -> survey.known(column, flow.joined(), from.text(), at("columns", column)));
    dimension.track().forEach(column -> changing(column, "track", Set.of()));
    dimension
        .overwrite()
        .forEach(column -> changing(column, "overwrite", Set.copyOf(dimension.track())));
    presentOnly();
    ownNames(name);
  }

  /** A column whose changes a version shows: there, no key, and in one list alone. */
  private void changing(Identifier column, String list, Set<Identifier> others) {
    var place = at(list, column);
    if (!survey.known(column, flow.attributes(), dimension.dimension().text(), place)) {
      return;
    }
    if (flow.key().contains(column)) {
      survey.problem(
          place, "'" + column + "' is the key, which does not change", "leave it out of " + list);
    } else if (others.contains(column)) {
      survey.problem(
          place,
          "'" + column + "' is in track too",
          "keep it in track to open a version, or in overwrite to change all of them");
    }
  }

  private void presentOnly() {
    if (dimension.history() != Dimension.History.SCD1) {
      return;
    }
    for (var list : List.of("track", "overwrite")) {
      if (survey.isWritten(dimension.place(), list)) {
        survey.problem(
            survey.places().ofKey(dimension.place(), list),
            list + " has no effect: scd1 keeps the present state alone",
            "leave it out, or write history: scd2");
      }
    }
  }

  private void ownNames(String name) {
    var own = new java.util.ArrayList<>(DimensionFlow.ownBefore(dimension));
    own.addAll(DimensionFlow.ownAfter(dimension));
    for (var attribute : own) {
      if (flow.attributes().has(attribute.name())) {
        survey.problem(
            at("dimension"),
            "'"
                + name
                + "' has a column '"
                + attribute.name()
                + "' of its own, and so has '"
                + dimension.from().orElseThrow()
                + "'",
            "rename the other in its transform, or leave it out: columns: […]");
      }
    }
  }

  private void published() {
    published(survey, dimension.place(), dimension.redshift(), flow.result(), name());
  }

  static void published(
      Survey survey, Place owner, Publication publication, Columns row, String table) {
    publication
        .distkey()
        .ifPresent(
            column ->
                survey.known(column, row, table, survey.places().at(owner, "redshift", "distkey")));
    publication
        .sortkey()
        .forEach(
            column ->
                survey.known(
                    column, row, table, survey.places().at(owner, "redshift", "sortkey", column)));
    if (!publication.publish()
        && (publication.distkey().isPresent() || !publication.sortkey().isEmpty())) {
      survey.problem(
          survey.places().ofKey(owner, "redshift", "publish"),
          "distkey and sortkey have no effect: the table is not published",
          "leave them out, or leave out publish: false");
    }
  }

  private String name() {
    return dimension.dimension().text();
  }

  private Place at(Object... path) {
    return survey.places().at(dimension.place(), path);
  }
}
