package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For each column of a table the columns that its values are made from: a staging table's of its
 * files, a dimension's of change logs, a fact's of change logs and dimensions.
 */
public final class ColumnOrigins {

  /** A column that values come from; a staging table's own name stands for its files. */
  public record Origin(TableName table, Identifier column) {}

  private final Pipeline pipeline;
  private final Sql sql;
  private final Flow flow;

  private ColumnOrigins(Pipeline pipeline, Sql sql) {
    this.pipeline = pipeline;
    this.sql = sql;
    this.flow = Flow.of(pipeline, sql);
  }

  /** By table, by column; of columns that are computed from nothing, nothing. */
  public static Map<TableName, Map<Identifier, Set<Origin>>> of(Pipeline pipeline, Sql sql) {
    var origins = new ColumnOrigins(pipeline, sql);
    var all = new LinkedHashMap<TableName, Map<Identifier, Set<Origin>>>();
    pipeline.stagings().forEach(table -> all.put(table.staging(), origins.of(table)));
    pipeline.dimensions().stream()
        .filter(table -> table.from().isPresent())
        .forEach(table -> all.put(table.dimension(), origins.of(table)));
    pipeline.facts().forEach(table -> all.put(table.fact(), origins.of(table)));
    return all;
  }

  private Map<Identifier, Set<Origin>> of(Staging staging) {
    var row = new LinkedHashMap<Identifier, Set<Origin>>();
    staging
        .columns()
        .keySet()
        .forEach(name -> row.put(name, Set.of(new Origin(staging.staging(), name))));
    Map<Identifier, Set<Origin>> now = row;
    for (var step : staging.prepare()) {
      now = step.transform().match(new TransformOrigins(now, sql));
    }
    for (var step : staging.transform()) {
      now = step.transform().match(new TransformOrigins(now, sql));
    }
    return now;
  }

  private Map<Identifier, Set<Origin>> of(Dimension dimension) {
    var columns = flow.dimension(dimension.dimension());
    var origins = new LinkedHashMap<Identifier, Set<Origin>>();
    columns.attributes().all().forEach(attribute -> origins.put(attribute.name(), of(attribute)));
    var key = of(columns.key(), columns.joined());
    DimensionFlow.ownBefore(dimension).forEach(own -> origins.put(own.name(), key));
    return origins;
  }

  private Map<Identifier, Set<Origin>> of(Fact fact) {
    var columns = flow.fact(fact.fact());
    var joined = columns.joined();
    var origins = new LinkedHashMap<Identifier, Set<Origin>>();
    columns.grain().forEach(name -> origins.put(name, of(Set.of(name), joined)));
    for (var lookup : fact.lookups()) {
      var from = new LinkedHashSet<Origin>();
      lookup.on().theirsToMine().values().forEach(it -> from.addAll(of(it, joined)));
      lookup.asOf().ifPresent(time -> from.addAll(of(time, joined)));
      pipeline.dimensions().stream()
          .filter(dimension -> dimension.dimension().equals(lookup.dimension()))
          .map(DimensionFlow::keyName)
          .forEach(key -> from.add(new Origin(lookup.dimension(), Identifier.of(key))));
      FactFlow.keys(lookup).forEach(key -> origins.put(Identifier.of(key), from));
    }
    for (Join join : fact.join().values()) {
      join.columns()
          .theirsToMine()
          .values()
          .forEach(name -> origins.put(name, of(Set.of(name), joined)));
    }
    fact.columns().forEach(name -> origins.put(name, of(Set.of(name), joined)));
    fact.measures().forEach((name, expression) -> origins.put(name, of(expression, joined)));
    return origins;
  }

  private Set<Origin> of(Expression expression, Columns row) {
    return of(sql.expression(expression).columns(), row);
  }

  private static Set<Origin> of(Collection<Identifier> names, Columns row) {
    var origins = new LinkedHashSet<Origin>();
    names.forEach(name -> row.find(name).map(ColumnOrigins::of).ifPresent(origins::addAll));
    return origins;
  }

  private static Set<Origin> of(Attribute attribute) {
    return Optional.of(attribute)
        .flatMap(Attribute::origin)
        .map(origin -> Set.of(new Origin(origin.table(), origin.column())))
        .orElse(Set.of());
  }
}
