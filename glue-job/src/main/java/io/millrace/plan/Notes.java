package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a table's plan means against what the lake holds already. */
record Notes(Pipeline pipeline, Lake there, Flow flow) {

  List<String> of(TableName name, Columns columns) {
    var stored = there.table(name);
    if (stored.isEmpty()) {
      return List.of("new");
    }
    var notes = new ArrayList<String>();
    var added =
        columns.attributes().keySet().stream()
            .filter(column -> !stored.get().columns().contains(column))
            .toList();
    if (!added.isEmpty()) {
      notes.add("adds " + Words.names(added));
    }
    return notes;
  }

  List<String> of(Dimension dimension, Columns columns) {
    var notes = new ArrayList<>(of(dimension.dimension(), columns));
    var stored = there.table(dimension.dimension());
    var opened = stored.flatMap(Lake.Stored::track);
    if (dimension.generate().isEmpty()
        && dimension.history() == Dimension.History.SCD2
        && opened.isPresent()
        && !Set.copyOf(opened.get()).equals(Set.copyOf(track(dimension)))) {
      notes.add(
          "track has changed, from "
              + Words.names(opened.get())
              + ": run millrace rebuild "
              + dimension.dimension()
              + " first");
    }
    return notes;
  }

  /** The columns whose changes open a version. */
  List<Identifier> track(Dimension dimension) {
    if (!dimension.track().isEmpty()) {
      return dimension.track();
    }
    var shape = flow.dimension(dimension.dimension());
    var effectiveAt =
        dimension.from().flatMap(pipeline::staging).flatMap(staging -> staging.effectiveAt());
    return shape.attributes().attributes().keySet().stream()
        .filter(column -> !shape.key().contains(column))
        .filter(column -> !dimension.overwrite().contains(column))
        .filter(column -> !effectiveAt.equals(java.util.Optional.of(column)))
        .toList();
  }
}
