package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.PipelineTest.Expected;
import io.millrace.pipeline.PipelineTest.Rows;
import io.millrace.pipeline.PipelineTest.Shown;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a YAML test names that is not there. */
record TestReview(Survey survey, PipelineTest test) {

  static void of(Survey survey, PipelineTest test) {
    new TestReview(survey, test).review();
  }

  private void review() {
    test.given()
        .forEach(
            (table, batches) -> {
              var place = survey.places().ofKey(test.place(), "given", table);
              if (survey.isStaging(table, place, "given")) {
                given(survey.pipeline().staging(table).orElseThrow(), batches);
              }
            });
    test.expect().tables().forEach(this::expected);
    for (int i = 0; i < test.expect().refused().size(); i++) {
      survey.isStaging(test.expect().refused().get(i), at("expect", "refused", i), "refused");
    }
  }

  /** A column that is not declared may be new at the source, unless it looks like a slip. */
  private void given(Staging staging, List<PipelineTest.GivenBatch> batches) {
    var known = delivered(staging);
    for (int b = 0; b < batches.size(); b++) {
      var rows = batches.get(b).batch();
      for (int r = 0; r < rows.size(); r++) {
        for (var column : rows.get(r).keySet()) {
          var close = Spelling.closest(column.text(), known);
          if (!known.contains(column.text()) && close.isPresent()) {
            survey.problem(
                survey
                    .places()
                    .ofKey(test.place(), "given", staging.staging(), b, "batch", r, column),
                "'" + column + "' is no column of " + staging.staging(),
                "did you mean '" + close.get() + "'?");
          }
        }
      }
    }
  }

  private static List<String> delivered(Staging staging) {
    var names = new ArrayList<Identifier>(staging.columns().keySet());
    names.add(Identifier.of("op"));
    staging.source().timestamp().ifPresent(names::add);
    names.addAll(staging.position());
    names.addAll(staging.keyBefore());
    return names.stream().map(Identifier::text).distinct().toList();
  }

  private void expected(Expected expected, Rows rows) {
    var place = survey.places().ofKey(test.place(), "expect", expected);
    columns(expected, place)
        .ifPresent(
            columns -> {
              for (var shown : rows.columns()) {
                shown(shown, columns, expected, survey.places().at(rows.place(), "columns", shown));
              }
            });
    for (int i = 0; i < rows.rows().size(); i++) {
      int values = rows.rows().get(i).size();
      if (values != rows.columns().size()) {
        survey.problem(
            survey.places().at(rows.place(), "rows", i),
            "the row has "
                + Words.count(values, "value")
                + " for "
                + Words.count(rows.columns().size(), "column"),
            "write a value for each of: " + Words.names(rows.columns()));
      }
    }
  }

  private void shown(Shown shown, Columns columns, Expected expected, Place place) {
    if (shown.role().isPresent()) {
      lookup(shown.role().get(), expected, place)
          .ifPresent(
              lookup ->
                  survey.known(
                      shown.column(),
                      survey.flow().dimension(lookup.dimension()).result(),
                      lookup.dimension().text(),
                      place));
    } else if (!shown.column().isTechnical() && !isBrought(shown.column(), expected)) {
      survey.known(shown.column(), columns, expected.toString(), place);
    }
  }

  /** Whether nobody declared a column, but a given row brings it to the table's source. */
  private boolean isBrought(Identifier column, Expected expected) {
    var dimension = survey.pipeline().dimension(expected.table());
    var source = dimension.flatMap(Dimension::from).orElse(expected.table());
    boolean takesAll = dimension.filter(found -> !found.columns().isEmpty()).isEmpty();
    return takesAll
        && test.given().getOrDefault(source, List.of()).stream()
            .flatMap(batch -> batch.batch().stream())
            .anyMatch(row -> row.containsKey(column))
        && survey.pipeline().staging(source).filter(found -> isAdded(column, found)).isPresent();
  }

  private static boolean isAdded(Identifier column, Staging staging) {
    return staging.onNewColumn() == Staging.OnNewColumn.ADD
        && !delivered(staging).contains(column.text());
  }

  /** What a fact looks up in this role, if the dimension is there. */
  private Optional<Lookup> lookup(Identifier role, Expected expected, Place place) {
    var lookups =
        expected.kind() == Expected.Kind.TABLE
            ? survey.pipeline().fact(expected.table()).map(Fact::lookups).orElse(List.of())
            : List.<Lookup>of();
    var found = lookups.stream().filter(it -> it.role().equals(role.text())).findFirst();
    if (found.isEmpty()) {
      survey.problem(
          place,
          "'" + role + "' is no lookup of " + expected,
          Survey.suggestion(role.text(), lookups.stream().map(Lookup::role).toList()));
    }
    return found.filter(it -> survey.pipeline().dimension(it.dimension()).isPresent());
  }

  private Optional<Columns> columns(Expected expected, Place place) {
    var table = expected.table();
    return switch (expected.kind()) {
      case TABLE -> table(table, place);
      case STAGING -> staging(table, place).map(StagingFlow::result);
      case QUARANTINE ->
          staging(table, place)
              .map(
                  flow ->
                      flow.result()
                          .with(flow.declared().all())
                          .with(Attribute.of("reasons", "string")));
    };
  }

  private Optional<Columns> table(TableName table, Place place) {
    var pipeline = survey.pipeline();
    if (pipeline.dimension(table).isPresent()) {
      return Optional.of(survey.flow().dimension(table).result());
    }
    if (pipeline.fact(table).isPresent()) {
      return Optional.of(survey.flow().fact(table).result());
    }
    var staging = pipeline.staging(table);
    if (staging.filter(Staging::isMirrored).isPresent()) {
      return Optional.of(survey.flow().staging(table).result());
    }
    if (staging.isPresent()) {
      survey.problem(
          place,
          "'" + table + "' is a staging table without a mirror",
          "write staging." + table + " for its accepted rows, or mirror it");
    } else if (!survey.unread().contains(table)) {
      var names = new ArrayList<String>();
      pipeline.dimensions().forEach(found -> names.add(found.dimension().text()));
      pipeline.facts().forEach(found -> names.add(found.fact().text()));
      survey.problem(
          place, "there is no table '" + table + "'", Survey.suggestion(table.text(), names));
    }
    return Optional.empty();
  }

  private Optional<StagingFlow> staging(TableName table, Place place) {
    return survey.isStaging(table, place, "an expectation of this kind")
        ? Optional.of(survey.flow().staging(table))
        : Optional.empty();
  }

  private Place at(Object... path) {
    return survey.places().at(test.place(), path);
  }
}
