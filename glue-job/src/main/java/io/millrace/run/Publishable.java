package io.millrace.run;

import io.millrace.history.DimensionShape;
import io.millrace.history.FactShape;
import io.millrace.lake.Lake;
import io.millrace.lake.StoredTable;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Publication;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.warehouse.ServedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of the lake and as what it is served.
 *
 * @param isMirror whether readers may see it at another state than dimensions and facts
 */
record Publishable(StoredTable stored, ServedTable served, boolean isMirror) {

  /** The tables that a pipeline publishes, as far as the lake has them. */
  static List<Publishable> of(Pipeline pipeline, Lake lake) {
    var tables = new ArrayList<Publishable>();
    for (var dimension : pipeline.dimensions()) {
      var key = List.of(DimensionShape.versionKey(dimension));
      var stored = lake.dimension(dimension.dimension());
      add(tables, stored, dimension.dimension(), key, dimension.redshift(), isScd2(dimension));
    }
    for (var fact : pipeline.facts()) {
      var source = pipeline.staging(fact.from()).orElseThrow();
      var key = new FactShape(fact, source.key()).grain();
      add(tables, lake.fact(fact.fact()), fact.fact(), key, fact.redshift(), false);
    }
    for (var staging : pipeline.stagings()) {
      var options = staging.redshift();
      var publication = new Publication(options.mirror(), options.distkey(), options.sortkey());
      var key = staging.key().stream().map(Identifier::text).toList();
      var stored = lake.mirror(staging.staging());
      var mirrors = new ArrayList<Publishable>();
      add(mirrors, stored, staging.staging(), key, publication, false);
      mirrors.forEach(
          mirror -> tables.add(new Publishable(mirror.stored(), mirror.served(), true)));
    }
    return tables;
  }

  /** The tables that a pipeline publishes, whether the lake has them or not. */
  static Set<TableName> names(Pipeline pipeline) {
    return Stream.of(
            pipeline.dimensions().stream()
                .filter(dimension -> dimension.redshift().publish())
                .map(Dimension::dimension),
            pipeline.facts().stream().filter(fact -> fact.redshift().publish()).map(Fact::fact),
            pipeline.stagings().stream()
                .filter(staging -> staging.redshift().mirror())
                .map(Staging::staging))
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  private static boolean isScd2(Dimension dimension) {
    return dimension.generate().isEmpty() && dimension.history() == Dimension.History.SCD2;
  }

  private static void add(
      List<Publishable> tables,
      StoredTable stored,
      TableName name,
      List<String> key,
      Publication publication,
      boolean hasVersions) {
    if (publication.publish() && stored.exists()) {
      var columns = stored.shown().schema();
      var served =
          new ServedTable(
              name, columns, key, publication.distkey(), publication.sortkey(), hasVersions);
      tables.add(new Publishable(stored, served, false));
    }
  }
}
