package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Step;
import io.millrace.pipeline.Transform;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What is wrong with a transform.
 *
 * @param row the columns before it
 * @param table whose step it is
 */
record TransformReview(Survey survey, Step step, Columns row, String table)
    implements Transform.Cases<Void> {

  static void of(Survey survey, Step step, Columns row, String table) {
    step.transform().match(new TransformReview(survey, step, row, table));
  }

  @Override
  public Void trim(Transform.Trim trim) {
    return texts("trim", trim.columns());
  }

  @Override
  public Void lower(Transform.Lower lower) {
    return texts("lower", lower.columns());
  }

  @Override
  public Void upper(Transform.Upper upper) {
    return texts("upper", upper.columns());
  }

  @Override
  public Void rename(Transform.Rename rename) {
    Set<Identifier> targets = new HashSet<>();
    rename
        .names()
        .forEach(
            (old, name) -> {
              known(old, key("rename", old));
              if (!targets.add(name) || (row.has(name) && !rename.names().containsKey(name))) {
                survey.problem(
                    at("rename", old),
                    "there is a column '" + name + "' already",
                    "choose another name, or drop the other column before");
              }
              ownName(name, at("rename", old));
            });
    return null;
  }

  @Override
  public Void cast(Transform.Cast cast) {
    return all(cast.types().keySet(), "cast");
  }

  @Override
  public Void defaults(Transform.Default defaults) {
    defaults
        .values()
        .forEach(
            (column, value) -> {
              if (known(column, key("default", column))) {
                row.find(column)
                    .flatMap(attribute -> Types.refusal(value, attribute.type()))
                    .ifPresent(
                        refusal ->
                            survey.problem(
                                at("default", column),
                                refusal + ", which '" + column + "' holds",
                                "write a value of that type"));
              }
            });
    return null;
  }

  @Override
  public Void set(Transform.Set set) {
    set.expressions()
        .forEach(
            (column, expression) -> {
              ownName(column, key("set", column));
              survey.readable(expression, row, table, at("set", column));
            });
    return null;
  }

  @Override
  public Void drop(Transform.Drop drop) {
    return all(drop.columns(), "drop");
  }

  @Override
  public Void parseDate(Transform.ParseDate parse) {
    known(parse.column(), at("parse_date", "column"));
    parse.into().ifPresent(into -> ownName(into, at("parse_date", "into")));
    return null;
  }

  @Override
  public Void split(Transform.Split split) {
    text("split", split.column(), at("split", "column"));
    split.into().forEach(into -> ownName(into, at("split", "into", into)));
    return null;
  }

  @Override
  public Void mapValues(Transform.MapValues map) {
    if (known(map.column(), at("map", "column"))) {
      map.values()
          .keySet()
          .forEach(
              value ->
                  row.find(map.column())
                      .flatMap(attribute -> Types.refusal(value, attribute.type()))
                      .ifPresent(
                          refusal ->
                              survey.problem(
                                  key("map", "values", value),
                                  refusal + ", which '" + map.column() + "' holds",
                                  "no row could have it: leave it out")));
    }
    return null;
  }

  @Override
  public Void json(Transform.Json json) {
    text("json", json.column(), at("json", "column"));
    json.fields()
        .forEach(
            (column, path) -> {
              ownName(column, key("json", "fields", column));
              if (!path.startsWith("$")) {
                survey.problem(
                    at("json", "fields", column),
                    "'" + path + "' is no path into JSON",
                    "begin it with $, e.g. $." + path);
              }
            });
    return null;
  }

  @Override
  public Void hash(Transform.Hash hash) {
    hash.columns().forEach(column -> known(column, at("hash", "columns", column)));
    ownName(hash.into(), at("hash", "into"));
    return null;
  }

  @Override
  public Void sql(Transform.Sql sql) {
    var projection = survey.sql().projection(sql.query());
    projection
        .mistake()
        .ifPresent(mistake -> survey.problem(at("sql"), mistake.message(), mistake.remedy()));
    Set<Identifier> given = new HashSet<>();
    for (var output : projection.outputs()) {
      survey.readable(output.value(), row, table, at("sql"));
      if (output.name().isEmpty()) {
        row.all().forEach(attribute -> twice(attribute.name(), given));
      } else {
        ownName(output.name().get(), at("sql"));
        twice(output.name().get(), given);
      }
    }
    return null;
  }

  private void twice(Identifier name, Set<Identifier> given) {
    if (!given.add(name)) {
      survey.problem(
          at("sql"),
          "'" + name + "' comes out twice",
          "name the columns in place of *, or use set: {" + name + ": …}");
    }
  }

  private Void texts(String transform, Collection<Identifier> columns) {
    columns.forEach(column -> text(transform, column, at(transform, column)));
    return null;
  }

  private void text(String transform, Identifier column, Place place) {
    if (known(column, place)) {
      row.find(column)
          .filter(attribute -> !Types.isText(attribute.type()))
          .ifPresent(
              attribute ->
                  survey.problem(
                      place,
                      transform + " works on text, and '" + column + "' is " + attribute.type(),
                      "leave it out, or cast it to string before"));
    }
  }

  private Void all(Collection<Identifier> columns, String transform) {
    columns.forEach(column -> known(column, key(transform, column)));
    return null;
  }

  private boolean known(Identifier column, Place place) {
    return survey.known(column, row, table, place);
  }

  private void ownName(Identifier name, Place place) {
    NameReview.given(survey, name, place);
  }

  private Place at(Object... path) {
    return survey.places().at(step.place(), path);
  }

  private Place key(Object... path) {
    return survey.places().ofKey(step.place(), path);
  }
}
