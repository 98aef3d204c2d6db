package io.millrace.run;

import io.millrace.history.DimensionShape;
import io.millrace.history.FactShape;
import io.millrace.lake.Sequences;
import io.millrace.lake.StoredTable;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.ServedTable;
import io.millrace.warehouse.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/** Lake to Redshift: what changed since the ledger's sequence, in one merge. */
final class PublishStage {

  private final Workplace workplace;

  PublishStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<List<Runner.Step>> waves() {
    return workplace.pipeline().environment().warehouse().stream()
        .map(
            warehouse ->
                List.of(
                    new Runner.Step(workplace.pipeline().name().text(), () -> publish(warehouse))))
        .toList();
  }

  /** A table of the lake and as what it is served. */
  private record Publishable(StoredTable stored, ServedTable served) {}

  private Map<String, Long> publish(Warehouse warehouse) {
    var last = workplace.lake().sequences().last();
    if (last.isEmpty()) {
      return Map.of();
    }
    if (warehouse.kind() == Warehouse.Kind.REDSHIFT) {
      return publish(warehouse, warehouse.url().orElseThrow(), last.get());
    }
    try (var standIn = standIn()) {
      return publish(warehouse, standIn.url(), last.get());
    }
  }

  private Map<String, Long> publish(Warehouse warehouse, String url, Sequences.Sequence last) {
    var lake = workplace.pipeline().environment().lake();
    var tempdir = warehouse.tempdir().orElse(lake.child("_millrace/temp"));
    var name = workplace.pipeline().name().text();
    try (var redshift = Redshift.connect(url, new Properties(), warehouse, tempdir, name)) {
      var tables = publishable();
      redshift.prepare(tables.stream().map(Publishable::served).toList());
      var from = redshift.mark();
      var to = new Redshift.Mark(last.number(), last.token());
      if (from.equals(to)) {
        return Map.of();
      }
      if (from.sequence() > 0
          && !workplace
              .lake()
              .sequences()
              .contains(new Sequences.Sequence(from.sequence(), from.token()))) {
        throw new Failure(
            Failure.Kind.DATA,
            "the warehouse was published from another lake, or from a later state of this one");
      }
      var changes = new ArrayList<Redshift.Changes>();
      for (var table : tables) {
        var rows =
            table
                .stored()
                .changedAfter(from.sequence(), table.served().key())
                .drop(Technical.SEQUENCE);
        changes.add(new Redshift.Changes(table.served(), rows));
      }
      return Map.of("published", redshift.publish(changes, from, to));
    }
  }

  private List<Publishable> publishable() {
    var pipeline = workplace.pipeline();
    var lake = workplace.lake();
    var tables = new ArrayList<Publishable>();
    for (var dimension : pipeline.dimensions()) {
      if (dimension.redshift().publish()) {
        var key = List.of(DimensionShape.versionKey(dimension));
        var options = dimension.redshift();
        add(
            tables,
            lake.dimension(dimension.dimension()),
            dimension.dimension(),
            key,
            options.distkey(),
            options.sortkey());
      }
    }
    for (var fact : pipeline.facts()) {
      if (fact.redshift().publish()) {
        var source = pipeline.staging(fact.from()).orElseThrow();
        var key = new FactShape(fact, source.key()).grain();
        var options = fact.redshift();
        add(tables, lake.fact(fact.fact()), fact.fact(), key, options.distkey(), options.sortkey());
      }
    }
    for (var staging : pipeline.stagings()) {
      if (staging.redshift().mirror()) {
        var key = staging.key().stream().map(Identifier::text).toList();
        var options = staging.redshift();
        add(
            tables,
            lake.mirror(staging.staging()),
            staging.staging(),
            key,
            options.distkey(),
            options.sortkey());
      }
    }
    return tables;
  }

  private static void add(
      List<Publishable> tables,
      StoredTable stored,
      TableName name,
      List<String> key,
      Optional<Identifier> distkey,
      List<Identifier> sortkey) {
    if (stored.exists()) {
      var columns = stored.read().drop(Technical.SEQUENCE).schema();
      tables.add(new Publishable(stored, new ServedTable(name, columns, key, distkey, sortkey)));
    }
  }

  private StandIn.Running standIn() {
    var data = StandIn.data(workplace.pipeline().environment());
    return ServiceLoader.load(StandIn.class)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFIGURATION,
                    "`warehouse: {kind: local}` needs the stand-in on the class path:"
                        + " run with scripts/millrace"))
        .start(Path.of(data.text()).toAbsolutePath());
  }
}
