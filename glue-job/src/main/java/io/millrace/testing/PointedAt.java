package io.millrace.testing;

import static org.apache.spark.sql.functions.col;

import io.millrace.history.DimensionShape;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a fact's keys point at: {@code buyer.full_name} is the name in the version that the row has
 * in its {@code buyer_key}.
 */
record PointedAt(Pipeline pipeline, Lake lake, Fact fact) {

  /** The rows of the fact with the columns that are asked for through its lookups. */
  Dataset<Row> beside(Dataset<Row> rows, List<Shown> columns) {
    var beside = rows;
    for (var lookup : fact.lookups()) {
      var wanted =
          columns.stream()
              .filter(shown -> shown.role().equals(role(lookup)))
              .map(Shown::column)
              .toList();
      beside = wanted.isEmpty() ? beside : beside(beside, lookup, wanted);
    }
    return beside;
  }

  private static Optional<Identifier> role(Lookup lookup) {
    return Optional.of(Identifier.of(lookup.role()));
  }

  private Dataset<Row> beside(Dataset<Row> rows, Lookup lookup, List<Identifier> wanted) {
    var dimension = pipeline.dimension(lookup.dimension()).orElseThrow();
    var key = "_pointed_at_" + lookup.role();
    var columns = new ArrayList<Column>();
    columns.add(col(DimensionShape.versionKey(dimension)).as(key));
    for (var column : wanted) {
      columns.add(col(column.text()).as(lookup.role() + "." + column));
    }
    var versions = lake.dimension(lookup.dimension()).read().select(columns.toArray(Column[]::new));
    return rows.join(versions, col(lookup.role() + "_key").equalTo(col(key)), "left_outer");
  }
}
