package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.millrace.history.DimensionShape;
import io.millrace.history.FactShape;
import io.millrace.history.Keys;
import io.millrace.history.Lookups;
import io.millrace.history.States;
import io.millrace.lake.Origin;
import io.millrace.lake.StoredTable;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fact as change logs and dimensions have it: all of it, or what some of its rows depend on. */
final class FactRows {

  private final Workplace workplace;
  private final Sources sources;
  private final Fact fact;
  private final Staging from;
  private final FactShape shape;

  FactRows(Workplace workplace, Fact fact) {
    this.workplace = workplace;
    this.sources = new Sources(workplace);
    this.fact = fact;
    this.from = sources.staging(fact.from());
    this.shape = new FactShape(fact, from.key());
  }

  FactShape shape() {
    return shape;
  }

  StoredTable table() {
    return workplace.lake().fact(fact.fact());
  }

  Staging from() {
    return from;
  }

  /** What it would be computed from now; empty before every dimension is there. */
  Optional<Origin> origin() {
    var read = new ArrayList<>(List.of(from));
    fact.join().keySet().forEach(name -> read.add(sources.staging(name)));
    var marks = new LinkedHashMap<>(sources.marks(read));
    for (var lookup : fact.lookups()) {
      var stored = workplace.lake().dimension(lookup.dimension()).origin();
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      marks.put(versions(lookup.dimension()), stored.get().changed());
    }
    return Optional.of(new Origin(marks, Map.of("recipe", Recipe.of(workplace, fact))));
  }

  /** The dimensions that have changed since the fact was last computed. */
  List<TableName> behind() {
    return table().origin().stream()
        .flatMap(
            stored ->
                fact.lookups().stream()
                    .map(Lookup::dimension)
                    .distinct()
                    .filter(
                        dimension ->
                            workplace.lake().dimension(dimension).origin().stream()
                                .anyMatch(
                                    now ->
                                        now.changed()
                                            != stored
                                                .marks()
                                                .getOrDefault(versions(dimension), 0L))))
        .toList();
  }

  private static String versions(TableName dimension) {
    return "millrace/versions/" + dimension;
  }

  /** The rows that may be others than when the fact was computed. */
  Concerned since(Origin before, Origin now, Kept kept) {
    if (!now.properties().equals(before.properties())) {
      return Concerned.ALL;
    }
    var concerned = sources.since(before, from);
    for (var join : fact.join().entrySet()) {
      concerned = concerned.and(sources.since(before, from, join.getKey(), join.getValue()));
    }
    boolean versionsChanged = false;
    for (var lookup : fact.lookups()) {
      var mark = versions(lookup.dimension());
      var then = before.marks().get(mark);
      if (then == null) {
        return Concerned.ALL;
      }
      if (!then.equals(now.marks().get(mark))) {
        versionsChanged = true;
        concerned = concerned.and(pointing(lookup, then, kept));
      }
    }
    return versionsChanged ? concerned.and(outside()) : concerned;
  }

  /** The rows that point astray since versions have changed. */
  private Concerned pointing(Lookup lookup, long since, Kept kept) {
    var dimension = dimension(lookup);
    if (dimension.generate().isPresent()) {
      return Concerned.ALL;
    }
    var members = workplace.lake().dimension(lookup.dimension());
    var durable = DimensionShape.durableKey(dimension);
    var version = lookup.role() + "_key";
    var facts = table().read();
    var astray = facts.select(grain()).limit(0);
    var changed = kept.keys(members.rowsAfter(since).select(durable).distinct());
    if (changed.isPresent()) {
      var asked = changed.get().select(col(durable).as(Lookups.asked(lookup)));
      var asking = Keys.of(facts, asked, List.of(Identifier.of(Lookups.asked(lookup))));
      var theirs = Keys.of(members.read(), changed.get(), List.of(Identifier.of(durable)));
      astray = new Lookups(dimension, lookup, key(lookup)).astray(asking, theirs).select(grain());
    }
    var gone =
        members
            .keysWithdrawnAfter(since)
            .map(keys -> keys.select(col(DimensionShape.versionKey(dimension)).as(version)))
            .flatMap(keys -> kept.keys(keys.distinct()))
            .map(keys -> Keys.of(facts, keys, List.of(Identifier.of(version))).select(grain()));
    return Concerned.of(gone.map(astray::union).orElse(astray));
  }

  private Column[] grain() {
    return names().toArray(Column[]::new);
  }

  /** The rows that wait for a member, or are quarantined: they are not in the fact. */
  private Concerned outside() {
    boolean parks =
        fact.lookups().stream().anyMatch(lookup -> lookup.missing() == Lookup.Missing.PARK);
    if (!parks && !rules().quarantine()) {
      return Concerned.NONE;
    }
    var known = States.keys(from, sources.declared(from));
    var grain = scala.collection.JavaConverters.asScalaBuffer(shape.grain());
    var there = table().read().select(names().toArray(Column[]::new));
    return Concerned.of(
        known.join(there, grain, "left_anti").select(names().toArray(Column[]::new)));
  }

  StageRules rules() {
    return new StageRules(workplace, fact.fact(), from, fact.rules());
  }

  private List<Column> names() {
    return shape.grain().stream().map(org.apache.spark.sql.functions::col).toList();
  }

  /** The rows that are in the fact but for its checks: joined, pointed at versions, not parked. */
  private Dataset<Row> resolved(Optional<Dataset<Row>> keys, Kept kept) {
    var rows = sources.present(from, keys);
    for (var join : fact.join().entrySet()) {
      var other = sources.staging(join.getKey());
      var named = Optional.<Dataset<Row>>empty();
      if (keys.isPresent()) {
        rows = kept.keep(rows);
        named = Optional.of(Sources.named(rows, join.getValue()));
      }
      rows = shape.joined(rows, sources.present(other, named), join.getValue());
    }
    rows = shape.kept(rows);
    for (var lookup : fact.lookups()) {
      rows = resolved(rows, lookup, keys.isPresent(), kept);
    }
    return rows;
  }

  /** Those rows with their measures, and what the fact's checks find wrong with them. */
  Dataset<Row> judged(Optional<Dataset<Row>> keys, Kept kept) {
    var measured = shape.measured(resolved(keys, kept));
    return kept.keep(rules().judged(measured, col(States.FROM)));
  }

  private Dataset<Row> resolved(Dataset<Row> rows, Lookup lookup, boolean onlySome, Kept kept) {
    var lookups = new Lookups(dimension(lookup), lookup, key(lookup));
    var members = workplace.lake().dimension(lookup.dimension()).read();
    var asking = lookups.asking(rows, members);
    if (onlySome) {
      asking = kept.keep(asking);
      members = lookups.askedFor(members, asking);
    }
    var pointed = lookups.resolved(asking, members);
    var missing = col(Lookups.missing(lookup));
    if (lookup.missing() == Lookup.Missing.FAIL) {
      pointed = kept.keep(pointed);
      refuse(pointed.filter(missing), lookup);
    }
    return lookup.missing() == Lookup.Missing.PARK ? pointed.filter(not(missing)) : pointed;
  }

  private void refuse(Dataset<Row> missing, Lookup lookup) {
    long unresolved = missing.count();
    if (unresolved > 0) {
      throw new Failure(
          Failure.Kind.DATA,
          ("%s: %d rows of %s find no member of %s, which `missing: fail` forbids, such as %s."
                  + " Nothing of %s has changed; it is computed again by the next run")
              .formatted(
                  lookup.place(),
                  unresolved,
                  fact.fact(),
                  lookup.dimension(),
                  example(missing),
                  fact.fact()));
    }
  }

  private String example(Dataset<Row> missing) {
    var grain = shape.grain();
    var row =
        missing
            .select(names().toArray(Column[]::new))
            .orderBy(names().toArray(Column[]::new))
            .head();
    var parts = new ArrayList<String>();
    for (int i = 0; i < grain.size(); i++) {
      parts.add(grain.get(i) + " " + row.get(i));
    }
    return String.join(", ", parts);
  }

  Dimension dimension(Lookup lookup) {
    return workplace.pipeline().dimension(lookup.dimension()).orElseThrow();
  }

  /** The business key of a looked-up dimension. */
  List<Identifier> key(Lookup lookup) {
    var dimension = dimension(lookup);
    return dimension
        .from()
        .map(source -> DimensionShape.key(dimension, sources.staging(source)))
        .orElseGet(() -> List.copyOf(lookup.on().theirsToMine().keySet()));
  }
}
