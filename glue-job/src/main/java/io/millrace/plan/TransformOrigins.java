package io.millrace.plan;

import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Transform;
import io.millrace.plan.ColumnOrigins.Origin;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a row's columns are made from after one transformation. */
record TransformOrigins(Map<Identifier, Set<Origin>> row, Sql parser)
    implements Transform.Cases<Map<Identifier, Set<Origin>>> {

  @Override
  public Map<Identifier, Set<Origin>> trim(Transform.Trim trim) {
    return row;
  }

  @Override
  public Map<Identifier, Set<Origin>> lower(Transform.Lower lower) {
    return row;
  }

  @Override
  public Map<Identifier, Set<Origin>> upper(Transform.Upper upper) {
    return row;
  }

  @Override
  public Map<Identifier, Set<Origin>> cast(Transform.Cast cast) {
    return row;
  }

  @Override
  public Map<Identifier, Set<Origin>> defaults(Transform.Default defaults) {
    return row;
  }

  @Override
  public Map<Identifier, Set<Origin>> mapValues(Transform.MapValues mapValues) {
    return row;
  }

  @Override
  public Map<Identifier, Set<Origin>> rename(Transform.Rename rename) {
    var renamed = new LinkedHashMap<Identifier, Set<Origin>>();
    row.forEach((name, from) -> renamed.put(rename.names().getOrDefault(name, name), from));
    return renamed;
  }

  @Override
  public Map<Identifier, Set<Origin>> set(Transform.Set set) {
    var computed = new LinkedHashMap<>(row);
    set.expressions().forEach((name, value) -> computed.put(name, of(value)));
    return computed;
  }

  @Override
  public Map<Identifier, Set<Origin>> drop(Transform.Drop drop) {
    var left = new LinkedHashMap<>(row);
    left.keySet().removeAll(drop.columns());
    return left;
  }

  @Override
  public Map<Identifier, Set<Origin>> parseDate(Transform.ParseDate date) {
    return with(List.of(date.into().orElse(date.column())), of(List.of(date.column())));
  }

  @Override
  public Map<Identifier, Set<Origin>> split(Transform.Split split) {
    return with(split.into(), of(List.of(split.column())));
  }

  @Override
  public Map<Identifier, Set<Origin>> json(Transform.Json json) {
    return with(json.fields().keySet(), of(List.of(json.column())));
  }

  @Override
  public Map<Identifier, Set<Origin>> hash(Transform.Hash hash) {
    return with(List.of(hash.into()), of(hash.columns()));
  }

  @Override
  public Map<Identifier, Set<Origin>> sql(Transform.Sql query) {
    var projected = new LinkedHashMap<Identifier, Set<Origin>>();
    for (var output : parser.projection(query.query()).outputs()) {
      if (output.name().isPresent()) {
        projected.put(output.name().get(), of(output.value().columns()));
      } else {
        projected.putAll(row);
      }
    }
    return projected;
  }

  private Map<Identifier, Set<Origin>> with(Collection<Identifier> names, Set<Origin> from) {
    var more = new LinkedHashMap<>(row);
    names.forEach(name -> more.put(name, from));
    return more;
  }

  private Set<Origin> of(Expression expression) {
    return of(parser.expression(expression).columns());
  }

  private Set<Origin> of(Collection<Identifier> names) {
    var origins = new LinkedHashSet<Origin>();
    names.forEach(name -> origins.addAll(row.getOrDefault(name, Set.of())));
    return origins;
  }
}
