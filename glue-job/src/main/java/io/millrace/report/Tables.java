package io.millrace.report;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables of a pipeline, and which is made of which. */
final class Tables {

  /**
   * One table.
   *
   * @param kind staging, dimension or fact
   * @param from the tables that it is made of
   * @param published whether the warehouse serves it
   */
  record Table(String name, String kind, List<String> from, boolean published) {}

  private Tables() {}

  static List<Table> of(Pipeline pipeline) {
    boolean hasWarehouse = pipeline.environment().warehouse().isPresent();
    var tables = new ArrayList<Table>();
    for (Staging staging : pipeline.stagings()) {
      boolean published = hasWarehouse && staging.redshift().mirror();
      tables.add(new Table(staging.staging().text(), "staging", List.of(), published));
    }
    for (var dimension : pipeline.dimensions()) {
      var from = new LinkedHashSet<TableName>();
      dimension.from().ifPresent(from::add);
      from.addAll(dimension.join().keySet());
      boolean published = hasWarehouse && dimension.redshift().publish();
      tables.add(new Table(dimension.dimension().text(), "dimension", names(from), published));
    }
    for (var fact : pipeline.facts()) {
      var from = new LinkedHashSet<TableName>(List.of(fact.from()));
      from.addAll(fact.join().keySet());
      fact.lookups().forEach(lookup -> from.add(lookup.dimension()));
      boolean published = hasWarehouse && fact.redshift().publish();
      tables.add(new Table(fact.fact().text(), "fact", names(from), published));
    }
    return List.copyOf(tables);
  }

  private static List<String> names(Set<TableName> names) {
    return names.stream().map(TableName::text).toList();
  }
}
