package io.millrace.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.BeyondCheck.Relation;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The check that no two keys share values: as the change log has them, so after every transform and
 * masked where the column is. A null is shared with nobody.
 */
public record UniqueCheck(Staging staging, BeyondCheck check) {

  /** Those among a source's checks. */
  public static List<UniqueCheck> among(Staging staging, List<BeyondCheck> checks) {
    return checks.stream()
        .filter(check -> check.relation() instanceof Relation.Unique)
        .map(check -> new UniqueCheck(staging, check))
        .toList();
  }

  /** The columns that no two keys share. */
  public List<String> columns() {
    return ((Relation.Unique) check.relation()).columns().stream().map(Identifier::text).toList();
  }

  /** The rows that could share their values with another's. */
  public Dataset<Row> valued(Dataset<Row> rows) {
    return rows.filter(
        columns().stream().map(name -> col(name).isNotNull()).reduce(Column::and).orElseThrow());
  }

  /**
   * What two keys share.
   *
   * @param present the present rows, one a key
   */
  public Optional<Breach> breach(Dataset<Row> present) {
    var key =
        concat_ws(
            "/",
            staging.key().stream()
                .map(name -> col(name.text()).cast("string"))
                .toArray(Column[]::new));
    var shared =
        valued(present)
            .groupBy(
                columns().stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new))
            .agg(count(lit(1)).as("keys"), min(key).as("one"), max(key).as("other"))
            .filter(col("keys").gt(1))
            .agg(count(lit(1)), sum("keys"), min(struct(col("one"), col("other"))))
            .head();
    return shared.getLong(0) == 0 ? Optional.empty() : Optional.of(Breach.of(check, said(shared)));
  }

  private String said(Row shared) {
    long values = shared.getLong(0);
    var example = shared.getStruct(2);
    var key = staging.key().stream().map(Identifier::text).collect(Collectors.joining("/"));
    return "%d %s shared by %d keys, e.g. %s %s and %s"
        .formatted(
            values,
            values == 1 ? "value is" : "values are",
            shared.getLong(1),
            key,
            example.getString(0),
            example.getString(1));
  }
}
