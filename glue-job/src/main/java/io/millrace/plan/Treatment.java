package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Transform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is done to one column on its way into the change log, in words that do not name the column:
 * digests of two columns can be compared only when both were treated alike.
 */
record Treatment(Identifier column, Sql sql) implements Transform.Cases<Optional<String>> {

  static List<String> of(Staging staging, Identifier column, Sql sql) {
    var treatment = new Treatment(column, sql);
    List<String> done = new ArrayList<>();
    Stream.concat(staging.prepare().stream(), staging.transform().stream())
        .forEach(step -> step.transform().match(treatment).ifPresent(done::add));
    return done;
  }

  @Override
  public Optional<String> trim(Transform.Trim trim) {
    return when(trim.columns(), "trim");
  }

  @Override
  public Optional<String> lower(Transform.Lower lower) {
    return when(lower.columns(), "lower");
  }

  @Override
  public Optional<String> upper(Transform.Upper upper) {
    return when(upper.columns(), "upper");
  }

  @Override
  public Optional<String> rename(Transform.Rename rename) {
    return Optional.empty();
  }

  @Override
  public Optional<String> cast(Transform.Cast cast) {
    return Optional.ofNullable(cast.types().get(column)).map(type -> "cast to " + type);
  }

  @Override
  public Optional<String> defaults(Transform.Default defaults) {
    return Optional.ofNullable(defaults.values().get(column)).map(value -> "default " + value);
  }

  @Override
  public Optional<String> set(Transform.Set set) {
    return Optional.ofNullable(set.expressions().get(column))
        .map(expression -> "set to " + nameless(expression.sql()));
  }

  @Override
  public Optional<String> drop(Transform.Drop drop) {
    return Optional.empty();
  }

  @Override
  public Optional<String> parseDate(Transform.ParseDate parse) {
    return when(List.of(parse.into().orElse(parse.column())), "parse_date " + parse.format());
  }

  @Override
  public Optional<String> split(Transform.Split split) {
    return when(split.into(), "split " + split);
  }

  @Override
  public Optional<String> mapValues(Transform.MapValues map) {
    return when(List.of(map.column()), "map " + map.values() + map.otherwise());
  }

  @Override
  public Optional<String> json(Transform.Json json) {
    return when(json.fields().keySet(), "json " + json);
  }

  @Override
  public Optional<String> hash(Transform.Hash hash) {
    return when(List.of(hash.into()), "hash " + hash.columns());
  }

  @Override
  public Optional<String> sql(Transform.Sql query) {
    boolean changed =
        sql.projection(query.query()).outputs().stream()
            .anyMatch(
                output ->
                    output.name().equals(Optional.of(column))
                        && !output.value().itself().equals(Optional.of(column)));
    return changed ? Optional.of("sql " + nameless(query.query().sql())) : Optional.empty();
  }

  private Optional<String> when(Collection<Identifier> columns, String done) {
    return columns.contains(column) ? Optional.of(done) : Optional.empty();
  }

  private String nameless(String expression) {
    var name = Pattern.compile("(?i)\\b" + Pattern.quote(column.text()) + "\\b");
    return name.matcher(expression).replaceAll("…");
  }
}
