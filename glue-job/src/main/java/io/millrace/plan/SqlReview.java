package io.millrace.plan;

import io.millrace.pipeline.Check;
import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Places;
import io.millrace.pipeline.Problem;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Step;
import io.millrace.pipeline.Transform;
import java.util.List;
import java.util.Optional;

/** What an analyzer finds wrong with SQL that the parser took: types and arguments. */
public final class SqlReview {

  private final Places places;
  private final Analyzer analyzer;
  private final Findings findings = new Findings(List.of());

  private SqlReview(Places places, Analyzer analyzer) {
    this.places = places;
    this.analyzer = analyzer;
  }

  /** What is wrong, in the order of files and lines, in a pipeline that has no other problems. */
  public static List<Problem> problems(
      Pipeline pipeline, Places places, Sql sql, Analyzer analyzer) {
    var review = new SqlReview(places, analyzer);
    var flow = Flow.of(pipeline, sql, analyzer);
    for (var staging : pipeline.stagings()) {
      var columns = flow.staging(staging.staging());
      review.steps(staging.prepare(), columns.declared(), columns.prepared());
      review.checks(pipeline, staging.rules(), columns.checked());
      review.steps(staging.transform(), columns.checked(), columns.transformed());
      staging
          .filter()
          .ifPresent(
              filter ->
                  review.condition(
                      filter, columns.unmasked(), places.at(staging.place(), "filter")));
    }
    for (var dimension : pipeline.dimensions()) {
      review.checks(pipeline, dimension.rules(), flow.dimension(dimension.dimension()).result());
    }
    for (var fact : pipeline.facts()) {
      var columns = flow.fact(fact.fact());
      fact.measures()
          .forEach(
              (name, value) ->
                  review.expression(
                      value, columns.joined(), places.at(fact.place(), "measures", name)));
      for (var lookup : fact.lookups()) {
        lookup
            .on()
            .theirsToMine()
            .forEach(
                (theirs, mine) ->
                    review.expression(
                        mine, columns.joined(), places.at(lookup.place(), "on", theirs)));
        lookup
            .asOf()
            .ifPresent(
                time ->
                    review.expression(time, columns.joined(), places.at(lookup.place(), "as_of")));
      }
      review.checks(pipeline, fact.rules(), columns.result());
    }
    return review.findings.all();
  }

  private void steps(List<Step> steps, Columns first, List<Columns> after) {
    var row = first;
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var before = row;
      if (step.transform() instanceof Transform.Set set) {
        set.expressions()
            .forEach(
                (name, value) -> expression(value, before, places.at(step.place(), "set", name)));
      } else if (step.transform() instanceof Transform.Sql query) {
        wrong(analyzer.projection(query.query(), before).mistake(), places.at(step.place(), "sql"));
      }
      row = after.get(i);
    }
  }

  private void checks(Pipeline pipeline, List<String> files, Columns row) {
    Order.rules(pipeline, files)
        .flatMap(rules -> rules.checks().stream())
        .forEach(
            check -> {
              if (check.check() instanceof Check.Sql condition) {
                condition(condition.condition(), row, places.at(check.place(), "sql"));
              }
              check
                  .onFail()
                  .set()
                  .forEach(
                      (name, value) ->
                          expression(value, row, places.at(check.place(), "on_fail", "set", name)));
            });
  }

  private void condition(Expression condition, Columns row, Place place) {
    var answer = analyzer.type(condition, row);
    wrong(answer.mistake(), place);
    if (answer.type().isKnown() && answer.type().kind() != ColumnType.Kind.BOOLEAN) {
      findings.add(
          place,
          "'" + condition + "' is no condition: it gives " + answer.type(),
          "compare it with something");
    }
  }

  private void expression(Expression expression, Columns row, Place place) {
    wrong(analyzer.type(expression, row).mistake(), place);
  }

  private void wrong(Optional<String> mistake, Place place) {
    mistake.ifPresent(said -> findings.add(place, said, "check its arguments and their types"));
  }
}
