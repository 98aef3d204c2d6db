package io.millrace.plan;

import io.millrace.pipeline.Check;
import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.RowCheck;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is wrong with a row check, whichever stage uses it.
 *
 * @param row the columns that it sees
 * @param table whose rule it is
 */
record CheckReview(Survey survey, RowCheck check, Columns row, String table)
    implements Check.Cases<Void> {

  static void of(Survey survey, RowCheck check, Columns row, String table) {
    check.check().match(new CheckReview(survey, check, row, table));
  }

  @Override
  public Void notNull(Check.NotNull notNull) {
    notNull.columns().forEach(column -> known(column, at("not_null", column)));
    return null;
  }

  @Override
  public Void validDate(Check.ValidDate date) {
    var place = at("valid_date", "column");
    typed(date.column(), place)
        .filter(type -> !Types.isTime(type) && !Types.isText(type))
        .ifPresent(
            type ->
                survey.problem(
                    place,
                    "valid_date looks at dates, and '" + date.column() + "' is " + type,
                    "declare it as date, timestamp or string"));
    var format = at("valid_date", "format");
    if (!format.equals(at("valid_date"))) {
      typed(date.column(), place)
          .filter(type -> !Types.isText(type))
          .ifPresent(
              type ->
                  survey.problem(
                      format,
                      "format has no effect: '" + date.column() + "' is " + type,
                      "leave it out"));
    }
    var min = date.min().flatMap(bound -> bound.date());
    var max = date.max().flatMap(bound -> bound.date());
    if (min.isPresent() && max.isPresent() && min.get().isAfter(max.get())) {
      survey.problem(
          at("valid_date", "min"),
          "min " + min.get() + " lies after max " + max.get() + ", so nothing would pass",
          "change one of them");
    }
    return null;
  }

  @Override
  public Void range(Check.Range range) {
    var place = at("range", "column");
    var type = typed(range.column(), place);
    if (type.filter(Types::isNumber).isPresent()) {
      held(range.min(), type.get(), range.column(), at("range", "min"));
      held(range.max(), type.get(), range.column(), at("range", "max"));
    } else if (type.isPresent()) {
      survey.problem(
          place,
          "range looks at numbers, and '" + range.column() + "' is " + type.get(),
          Types.isTime(type.get())
              ? "use valid_date: {column: " + range.column() + ", min: …, max: …}"
              : "declare it as a number, or use sql");
    }
    return null;
  }

  /** A bound that no value of the type can pass or fail was meant for another column. */
  private void held(Optional<BigDecimal> bound, ColumnType type, Identifier column, Place place) {
    bound
        .map(value -> value.setScale(0, java.math.RoundingMode.DOWN).toPlainString())
        .flatMap(value -> Types.refusal(value, type))
        .ifPresent(
            refusal ->
                survey.problem(
                    place,
                    refusal + ", which '" + column + "' holds",
                    "write a bound that a value can reach"));
  }

  @Override
  public Void acceptedValues(Check.AcceptedValues accepted) {
    var type = typed(accepted.column(), at("accepted_values", "column"));
    for (int i = 0; type.isPresent() && i < accepted.values().size(); i++) {
      var place = at("accepted_values", "values", i);
      Types.refusal(accepted.values().get(i), type.get())
          .ifPresent(
              refusal ->
                  survey.problem(
                      place,
                      refusal + ", which '" + accepted.column() + "' holds",
                      "no row could have it: leave it out"));
    }
    return null;
  }

  @Override
  public Void matches(Check.Matches matches) {
    return text("matches", matches.column());
  }

  @Override
  public Void length(Check.Length length) {
    return text("length", length.column());
  }

  @Override
  public Void sql(Check.Sql sql) {
    survey.condition(sql.condition(), row, table, at("sql"));
    return null;
  }

  private Void text(String kind, Identifier column) {
    var place = at(kind, "column");
    typed(column, place)
        .filter(type -> !Types.isText(type))
        .ifPresent(
            type ->
                survey.problem(
                    place,
                    kind + " looks at text, and '" + column + "' is " + type,
                    "declare it as string, or use " + (kind.equals("length") ? "range" : "sql")));
    return null;
  }

  private Optional<ColumnType> typed(Identifier column, Place place) {
    return known(column, place)
        ? row.find(column).map(Attribute::type).filter(ColumnType::isKnown)
        : Optional.empty();
  }

  private boolean known(Identifier column, Place place) {
    return survey.known(column, row, table, place);
  }

  private Place at(Object... path) {
    return survey.places().at(check.place(), path);
  }
}
