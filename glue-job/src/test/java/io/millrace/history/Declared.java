package io.millrace.history;

import io.millrace.history.reference.DimensionRule;
import io.millrace.history.reference.FactRule;
import io.millrace.history.reference.JoinRule;
import io.millrace.history.reference.LookupRule;
import io.millrace.history.reference.RandomHistories;
import io.millrace.pipeline.Column;
import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.DataSize;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.LeaseLength;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Match;
import io.millrace.pipeline.Pairs;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Publication;
import io.millrace.pipeline.Source;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reference's sources, dimensions and facts as a pipeline declares them. */
final class Declared {

  private static final Place PLACE = new Place("random.yml", 1, 1);
  private static final Publication UNPUBLISHED =
      new Publication(false, Optional.empty(), List.of());

  private Declared() {}

  /** All of it, in a lake of its own; every dimension of versions tracks something. */
  static Pipeline pipeline(RandomHistories histories, Location lake) {
    var sources = histories.accepted().sources();
    var environment =
        new Environment(
            lake.child("raw"),
            Optional.empty(),
            lake,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Environment.Maintain(
                DataSize.parse("128MB"),
                Duration.ofDays(7),
                Duration.ofDays(400),
                Duration.ofMinutes(10)),
            Optional.empty(),
            new LeaseLength(Duration.ofMinutes(2)),
            PLACE);
    return new Pipeline(
        Identifier.of("random"),
        environment,
        sources.stream()
            .map(source -> staging(source, histories.columns().get(source.name())))
            .toList(),
        histories.dimensions().stream().map(rule -> dimension(rule, sources)).toList(),
        histories.facts().stream()
            .map(rule -> fact(rule, histories.dimensions(), sources))
            .toList(),
        Map.of(),
        List.of());
  }

  static Staging staging(io.millrace.history.reference.Source source) {
    return staging(source, Map.of());
  }

  private static Staging staging(
      io.millrace.history.reference.Source source, Map<String, String> types) {
    var columns = new LinkedHashMap<Identifier, Column>();
    if (!types.isEmpty()) {
      source.key().forEach(name -> columns.put(Identifier.of(name), column(Logs.keyType(name))));
    }
    types.forEach((name, type) -> columns.put(Identifier.of(name), column(type)));
    return new Staging(
        TableName.of(source.name()),
        new Source(
            "public/" + source.name(),
            Source.Format.DMS_PARQUET,
            Optional.of(Identifier.of("dms_ts"))),
        Staging.Mode.CDC,
        names(source.key()),
        source.key().stream().map(name -> Identifier.of("bi_" + name)).toList(),
        source.sequence() ? List.of(Identifier.of("seq")) : List.of(),
        source.effectiveAt() ? Optional.of(Identifier.of("updated_at")) : Optional.empty(),
        ZoneOffset.UTC,
        columns,
        names(source.carryForward()),
        Staging.OnNewColumn.ADD,
        source.replaces() ? Staging.OnReload.REPLACE : Staging.OnReload.UPSERT,
        Staging.LoadComplete.NEXT_FILE,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        new Staging.MirrorOptions(false, Optional.empty(), List.of()),
        PLACE);
  }

  private static Column column(String type) {
    return new Column(ColumnType.parse(type), Optional.empty(), Optional.empty());
  }

  static Dimension dimension(
      DimensionRule rule, List<io.millrace.history.reference.Source> sources) {
    return new Dimension(
        TableName.of(rule.name()),
        Optional.of(TableName.of(rule.from())),
        joins(rule.joins(), sources),
        List.of(),
        rule.scd1() ? Dimension.History.SCD1 : Dimension.History.SCD2,
        names(rule.track()),
        names(rule.overwrite()),
        rule.ignoresDeletes() ? Dimension.OnDelete.IGNORE : Dimension.OnDelete.CLOSE,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        UNPUBLISHED,
        PLACE);
  }

  static Fact fact(
      FactRule rule,
      List<DimensionRule> dimensions,
      List<io.millrace.history.reference.Source> sources) {
    return new Fact(
        TableName.of(rule.name()),
        TableName.of(rule.from()),
        joins(rule.joins(), sources),
        List.of(),
        rule.lookups().stream().map(lookup -> lookup(lookup, dimensions, sources)).toList(),
        Map.of(),
        names(rule.columns()),
        rule.flags() ? Fact.OnDelete.FLAG : Fact.OnDelete.REMOVE,
        List.of(),
        UNPUBLISHED,
        PLACE);
  }

  private static Lookup lookup(
      LookupRule rule,
      List<DimensionRule> dimensions,
      List<io.millrace.history.reference.Source> sources) {
    var from =
        dimensions.stream()
            .filter(dimension -> dimension.name().equals(rule.dimension()))
            .findFirst()
            .orElseThrow()
            .from();
    var on = new LinkedHashMap<Identifier, Expression>();
    var key = source(sources, from).key();
    for (int i = 0; i < key.size(); i++) {
      on.put(Identifier.of(key.get(i)), new Expression(rule.on().get(i)));
    }
    return new Lookup(
        TableName.of(rule.dimension()),
        new Match(on),
        Optional.ofNullable(rule.asOf()).map(Expression::new),
        Lookup.Missing.valueOf(rule.missing().name()),
        Optional.of(Identifier.of(rule.role())),
        PLACE);
  }

  private static Map<TableName, Join> joins(
      List<JoinRule> rules, List<io.millrace.history.reference.Source> sources) {
    var joins = new LinkedHashMap<TableName, Join>();
    for (var rule : rules) {
      var on = new LinkedHashMap<Identifier, Identifier>();
      var key = source(sources, rule.source()).key();
      for (int i = 0; i < key.size(); i++) {
        on.put(Identifier.of(key.get(i)), Identifier.of(rule.on().get(i)));
      }
      var columns = new LinkedHashMap<Identifier, Identifier>();
      rule.columns()
          .forEach((theirs, mine) -> columns.put(Identifier.of(theirs), Identifier.of(mine)));
      joins.put(TableName.of(rule.source()), new Join(new Pairs(on), new Pairs(columns), PLACE));
    }
    return joins;
  }

  private static io.millrace.history.reference.Source source(
      List<io.millrace.history.reference.Source> sources, String name) {
    return sources.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Identifier> names(List<String> names) {
    return names.stream().map(Identifier::of).toList();
  }
}
