package io.millrace.plan;

import io.millrace.pipeline.BeyondCheck.Relation;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which staging table comes before which: one that is referenced before those that reference it.
 */
public final class Order {

  private Order() {}

  public static List<Staging> ofReferences(Pipeline pipeline) {
    Set<Staging> ordered = new LinkedHashSet<>();
    for (var staging : pipeline.stagings()) {
      add(pipeline, staging, ordered, new LinkedHashSet<>());
    }
    return List.copyOf(ordered);
  }

  /** The same order in waves: no table refers to one of its own wave that comes before it. */
  public static List<List<Staging>> inWaves(Pipeline pipeline) {
    Map<TableName, Integer> depths = new TreeMap<>();
    var waves = new TreeMap<Integer, List<Staging>>();
    for (var staging : ofReferences(pipeline)) {
      int depth =
          references(pipeline, staging).stream()
              .map(depths::get)
              .filter(Objects::nonNull)
              .mapToInt(before -> before + 1)
              .max()
              .orElse(0);
      depths.put(staging.staging(), depth);
      waves.computeIfAbsent(depth, at -> new ArrayList<>()).add(staging);
    }
    return List.copyOf(waves.values());
  }

  /** The staging tables that refer to one which comes after them: those of a circle. */
  public static List<Staging> referringAhead(Pipeline pipeline) {
    var ordered = ofReferences(pipeline);
    var before = new TreeSet<TableName>();
    var ahead = new ArrayList<Staging>();
    for (var staging : ordered) {
      if (!before.containsAll(references(pipeline, staging))) {
        ahead.add(staging);
      }
      before.add(staging.staging());
    }
    return List.copyOf(ahead);
  }

  private static void add(
      Pipeline pipeline, Staging staging, Set<Staging> ordered, Set<TableName> path) {
    if (path.add(staging.staging())) {
      for (var other : references(pipeline, staging)) {
        pipeline.staging(other).ifPresent(table -> add(pipeline, table, ordered, path));
      }
      ordered.add(staging);
    }
  }

  /** The other staging tables that a table's checks look into. */
  public static List<TableName> references(Pipeline pipeline, Staging staging) {
    var names = new TreeSet<TableName>();
    rules(pipeline, staging.rules())
        .flatMap(rules -> rules.beyond().stream())
        .forEach(
            check -> {
              if (check.relation() instanceof Relation.References references) {
                names.add(references.table());
              }
            });
    names.remove(staging.staging());
    return new ArrayList<>(names);
  }

  static Stream<Rules> rules(Pipeline pipeline, List<String> files) {
    return files.stream().map(pipeline.rules()::get).filter(Objects::nonNull);
  }
}
