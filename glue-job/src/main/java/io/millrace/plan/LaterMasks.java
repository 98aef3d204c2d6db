package io.millrace.plan;

import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What dimensions and facts ask of masked columns: they see digests, not values.
 *
 * @param row the columns of the table they are made from, and the joined ones
 */
record LaterMasks(Survey survey, Columns row) {

  void joins(Map<TableName, Join> joins, Optional<TableName> from) {
    var mine = from.map(survey.flow()::log).orElseGet(Columns::unknown);
    joins.forEach(
        (table, join) ->
            join.on()
                .theirsToMine()
                .forEach(
                    (their, my) ->
                        compare(
                            mine.find(my),
                            survey.flow().log(table).find(their),
                            survey.places().at(join.place(), "on", their))));
  }

  void lookup(Lookup lookup) {
    var dimension = survey.flow().dimension(lookup.dimension());
    lookup
        .on()
        .theirsToMine()
        .forEach(
            (theirs, mine) -> {
              var place = survey.places().at(lookup.place(), "on", theirs);
              var itself = survey.sql().expression(mine).itself();
              if (itself.isEmpty()) {
                expression(mine, place);
              } else if (dimension != null) {
                compare(itself.flatMap(row::find), dimension.attributes().find(theirs), place);
              }
            });
    lookup.asOf().ifPresent(time -> asOf(time, survey.places().at(lookup.place(), "as_of")));
  }

  private void asOf(Expression time, Place place) {
    survey.sql().expression(time).columns().stream()
        .filter(column -> row.find(column).flatMap(Attribute::mask).isPresent())
        .findFirst()
        .ifPresent(
            column ->
                survey.problem(
                    place,
                    "'" + column + "' is masked, and a masked time is no time",
                    "leave its mask out, or name another column"));
  }

  /** A masked column may be carried on as it is; computing with it would compute with its mask. */
  void expression(Expression expression, Place place) {
    if (survey.sql().expression(expression).itself().isPresent()) {
      return;
    }
    masked(survey.sql().expression(expression).columns(), row)
        .ifPresent(
            column ->
                survey.problem(
                    place,
                    "'" + column + "' is masked by now, so there is no value to compute with",
                    "compute it in the transform of the staging table, before the masks"));
  }

  void rules(List<String> files, Columns columns) {
    for (var file : files) {
      var rules = survey.pipeline().rules().get(file);
      if (rules == null) {
        continue;
      }
      for (var check : rules.checks()) {
        masked(check.check().match(new CheckColumns(survey.sql())), columns)
            .ifPresent(
                column ->
                    survey.problem(
                        check.place(),
                        "'" + column + "' is masked by now, so the check would look at its mask",
                        "check it in the rules of the staging table; here only not_null may"));
      }
    }
  }

  private static Optional<Identifier> masked(java.util.Set<Identifier> names, Columns columns) {
    return names.stream()
        .filter(name -> columns.find(name).flatMap(Attribute::mask).isPresent())
        .findFirst();
  }

  private void compare(Optional<Attribute> mine, Optional<Attribute> theirs, Place place) {
    if (mine.isPresent() && theirs.isPresent()) {
      new Digests(survey).compare(mine.get(), theirs.get(), place);
    }
  }
}
