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
import java.util.function.Function;
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
    // Numbers are quickly told apart; texts are for whoever reads of the rare case.
    boolean isAny = !shared(rows, surrogates, identity -> hash(columns(identity))).isEmpty();
    return isAny
        ? shared(rows, surrogates, Collisions::text)
            .orderBy("name", "shared")
            .limit(1)
            .collectAsList()
            .stream()
            .findFirst()
            .map(
                row ->
                    new Collision(
                        row.getString(0), row.getLong(1), row.getString(2), row.getString(3)))
        : Optional.empty();
  }

  /** The surrogate keys of more than one identity, with two of these as the function tells them. */
  private static Dataset<Row> shared(
      Dataset<Row> rows,
      Map<String, List<Column>> surrogates,
      Function<List<Column>, Column> identity) {
    var keys =
        surrogates.entrySet().stream()
            .map(
                surrogate ->
                    struct(
                        lit(surrogate.getKey()).as("name"),
                        col(surrogate.getKey()).as("shared"),
                        identity.apply(surrogate.getValue()).as("identity")))
            .toArray(Column[]::new);
    return rows.select(explode(array(keys)).as("key"))
        .filter(col("key.shared").notEqual(Keys.UNKNOWN))
        .groupBy("key.name", "key.shared")
        .agg(min("key.identity").as("one"), max("key.identity").as("other"))
        .filter(col("one").notEqual(col("other")));
  }

  private static Column text(List<Column> identity) {
    var texts = identity.stream().map(column -> column.cast("string")).toList();
    return array_join(array(columns(texts)), ", ", "null");
  }

  private static Column[] columns(List<Column> columns) {
    return columns.toArray(Column[]::new);
  }
}
