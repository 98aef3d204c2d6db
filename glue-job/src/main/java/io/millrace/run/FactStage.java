package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.millrace.history.DimensionShape;
import io.millrace.history.FactShape;
import io.millrace.history.Lookups;
import io.millrace.history.States;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Dimensions to facts: present rows pointed at versions, and the members that they infer. */
final class FactStage {

  private final Workplace workplace;
  private final Map<TableName, List<Dataset<Row>>> wanted = new ConcurrentHashMap<>();

  FactStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<List<Runner.Step>> waves() {
    var facts =
        workplace.pipeline().facts().stream()
            .map(fact -> new Runner.Step(fact.fact().text(), () -> bring(fact)))
            .toList();
    var inferred =
        workplace.pipeline().dimensions().stream()
            .filter(this::isInferredInto)
            .map(dimension -> new Runner.Step(dimension.dimension().text(), () -> infer(dimension)))
            .toList();
    return List.of(facts, inferred);
  }

  private Map<String, Long> bring(Fact fact) {
    var from = workplace.pipeline().staging(fact.from()).orElseThrow();
    if (!workplace.lake().changeLog(from.staging()).exists()) {
      return Map.of();
    }
    var shape = new FactShape(fact, from.key());
    var rows = present(from);
    for (var join : fact.join().entrySet()) {
      var other = workplace.pipeline().staging(join.getKey()).orElseThrow();
      if (!workplace.lake().changeLog(other.staging()).exists()) {
        return Map.of();
      }
      rows = shape.joined(rows, present(other), join.getValue());
    }
    for (var lookup : fact.lookups()) {
      var dimension = workplace.pipeline().dimension(lookup.dimension()).orElseThrow();
      var members = workplace.lake().dimension(lookup.dimension());
      if (!members.exists()) {
        return Map.of();
      }
      rows = Lookups.resolved(rows, members.read(), dimension, lookup);
      rows = missing(fact, lookup, rows, shape);
    }
    return workplace
        .lake()
        .fact(fact.fact())
        .apply(shape.rows(rows), shape.grain(), workplace::sequence);
  }

  private Dataset<Row> missing(Fact fact, Lookup lookup, Dataset<Row> rows, FactShape shape) {
    var missing = col(Lookups.inferred(lookup));
    switch (lookup.missing()) {
      case UNKNOWN -> {
        return rows;
      }
      case INFER -> {
        wanted
            .computeIfAbsent(lookup.dimension(), name -> new CopyOnWriteArrayList<>())
            .add(shape.asked(rows, lookup));
        return rows;
      }
      case PARK -> {
        return rows.filter(not(missing));
      }
      case FAIL -> {
        long unresolved = rows.filter(missing).count();
        if (unresolved > 0) {
          throw new Failure(
              Failure.Kind.DATA,
              "%s: %d rows of %s find no member of %s, which `missing: fail` forbids"
                  .formatted(lookup.place(), unresolved, fact.fact(), lookup.dimension()));
        }
        return rows;
      }
    }
    throw new IllegalStateException("no such word: " + lookup.missing());
  }

  /** Exactly the members that some fact resolves to are inferred, whichever fact asked. */
  private Map<String, Long> infer(Dimension dimension) {
    var asked = wanted.getOrDefault(dimension.dimension(), List.of());
    var table = workplace.lake().dimension(dimension.dimension());
    if (asked.isEmpty() || !table.exists()) {
      return Map.of();
    }
    var from = workplace.pipeline().staging(dimension.from().orElseThrow()).orElseThrow();
    var stored = table.read();
    var shape = new DimensionShape(dimension, from.key(), stored.schema());
    var members = asked.stream().reduce(Dataset::unionByName).orElseThrow().distinct();
    return table.applyWhere(
        col(DimensionShape.IS_INFERRED),
        shape.inferred(members, stored),
        List.of(DimensionShape.versionKey(dimension)),
        workplace::sequence);
  }

  private boolean isInferredInto(Dimension dimension) {
    return workplace.pipeline().facts().stream()
        .flatMap(fact -> fact.lookups().stream())
        .anyMatch(
            lookup ->
                lookup.missing() == Lookup.Missing.INFER
                    && lookup.dimension().equals(dimension.dimension()));
  }

  private Dataset<Row> present(Staging staging) {
    return States.present(
        States.of(staging)
            .completeLoads(new Heard(workplace, staging).completeLoads())
            .in(DeclaredLog.of(workplace, staging)));
  }
}
