package io.millrace.history;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What would have one surrogate key between two of it (rule 19). */
public final class Collisions {

  /** Two identities with the same value of a surrogate key. */
  public record Collision(String surrogate, long shared, String one, String other) {}

  private Collisions() {}

  /**
   * The first among rows.
   *
   * @param surrogates the surrogate keys, each with the columns that it stands for
   */
  static Optional<Collision> first(Dataset<Row> rows, Map<String, List<Column>> surrogates) {
    return any(rows, surrogates) ? named(rows, surrogates) : Optional.empty();
  }

  /** Whether there is one: told by another hash of what surrogate keys stand for, and no texts. */
  private static boolean any(Dataset<Row> rows, Map<String, List<Column>> surrogates) {
    var keys =
        surrogates.entrySet().stream()
            .map(
                surrogate ->
                    struct(
                        lit(surrogate.getKey().hashCode()).as("name"),
                        col(surrogate.getKey()).as("shared"),
                        hash(surrogate.getValue().toArray(Column[]::new)).as("identity")))
            .toArray(Column[]::new);
    return !rows.select(explode(array(keys)).as("key"))
        .filter(col("key.shared").notEqual(Keys.UNKNOWN))
        .groupBy("key.name", "key.shared")
        .agg(min("key.identity").as("one"), max("key.identity").as("other"))
        .filter(col("one").notEqual(col("other")))
        .isEmpty();
  }

  private static Optional<Collision> named(
      Dataset<Row> rows, Map<String, List<Column>> surrogates) {
    var keys =
        surrogates.entrySet().stream()
            .map(
                surrogate ->
                    struct(
                        lit(surrogate.getKey()).as("name"),
                        col(surrogate.getKey()).as("shared"),
                        identity(surrogate.getValue()).as("identity")))
            .toArray(Column[]::new);
    return rows
        .select(explode(array(keys)).as("key"))
        .filter(col("key.shared").notEqual(Keys.UNKNOWN))
        .groupBy("key.name", "key.shared")
        .agg(min("key.identity").as("one"), max("key.identity").as("other"))
        .filter(col("one").notEqual(col("other")))
        .orderBy("name", "shared")
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .map(
            row ->
                new Collision(
                    row.getString(0), row.getLong(1), row.getString(2), row.getString(3)));
  }

  private static Column identity(List<Column> columns) {
    var texts = columns.stream().map(column -> column.cast("string")).toArray(Column[]::new);
    return array_join(array(texts), ", ", "null");
  }
}
