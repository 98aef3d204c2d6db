package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Points rows at the versions of a dimension that had begun last by their time (rules 14, 15). */
public final class Lookups {

  /** Whether a row resolves to an inferred member of the looked-up dimension. */
  public static String inferred(Lookup lookup) {
    return "_inferred_" + lookup.role();
  }

  private Lookups() {}

  /** The rows with the two keys of a lookup, and whether the member has to be inferred. */
  public static Dataset<Row> resolved(
      Dataset<Row> rows, Dataset<Row> members, Dimension dimension, Lookup lookup) {
    var names = new ArrayList<>(lookup.on().theirsToMine().keySet());
    var mine = new ArrayList<Column>();
    var prepared = rows;
    for (int i = 0; i < names.size(); i++) {
      prepared =
          prepared.withColumn(
              "_mine_" + i, expr(lookup.on().theirsToMine().get(names.get(i)).sql()));
      mine.add(col("_mine_" + i));
    }
    boolean versioned = isVersioned(dimension);
    boolean asOf = versioned && lookup.asOf().isPresent();
    if (asOf) {
      var time = expr(lookup.asOf().orElseThrow().sql()).cast("timestamp");
      prepared = prepared.withColumn("_as_of", time);
    }
    var versions = versions(members, dimension, names, asOf);
    Column matches = lit(true);
    for (int i = 0; i < names.size(); i++) {
      matches = matches.and(col("_their_" + i).equalTo(mine.get(i)));
    }
    if (asOf) {
      matches =
          matches
              .and(col("_as_of").geq(col("_begins")))
              .and(col("_ends").isNull().or(col("_as_of").lt(col("_ends"))));
    }
    var joined = prepared.join(versions, matches, "left_outer");
    return pointed(joined, dimension, lookup, mine);
  }

  private static Dataset<Row> pointed(
      Dataset<Row> joined, Dimension dimension, Lookup lookup, List<Column> mine) {
    var role = lookup.role();
    boolean infers = lookup.missing() == Lookup.Missing.INFER;
    var keys = Keys.of(dimension.dimension());
    var nothing = mine.stream().map(Column::isNull).reduce(Column::or).orElseThrow();
    var missing = col("_found_key").isNull().and(not(nothing));
    Column elseVersion =
        infers
            ? isVersioned(dimension)
                ? keys.version(mine, lit(Timeline.BEGINNING))
                : keys.durable(mine)
            : lit(Keys.UNKNOWN);
    Column elseDurable = infers ? keys.durable(mine) : lit(Keys.UNKNOWN);
    var result =
        joined
            .withColumn(role + "_key", coalesce(col("_found_key"), elseVersion))
            .withColumn(role + "_durable_key", coalesce(col("_found_durable"), elseDurable))
            .withColumn(inferred(lookup), missing)
            .drop("_found_key", "_found_durable", "_as_of", "_begins", "_ends");
    for (int i = 0; i < mine.size(); i++) {
      result = result.drop("_their_" + i);
      // An inferred member is made from the keys that asked for it.
      result = result.withColumnRenamed("_mine_" + i, inferred(lookup) + "_" + i);
    }
    return result;
  }

  private static Dataset<Row> versions(
      Dataset<Row> members, Dimension dimension, List<Identifier> names, boolean asOf) {
    var role = DimensionShape.role(dimension);
    boolean versioned = isVersioned(dimension);
    var columns = new ArrayList<Column>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col(names.get(i).text()).as("_their_" + i));
    }
    var real = members.filter(col(role + "_key").notEqual(Keys.UNKNOWN));
    columns.add(col(role + "_key").as("_found_key"));
    var isDate = dimension.generate().isPresent();
    columns.add((isDate ? col(role + "_key") : col(role + "_durable_key")).as("_found_durable"));
    if (!isDate) {
      real = real.filter(not(col(DimensionShape.IS_INFERRED)));
    }
    if (!versioned) {
      return real.select(columns.toArray(Column[]::new));
    }
    var order = Window.partitionBy(col(role + "_durable_key")).orderBy(Timeline.VALID_FROM);
    // In a gap the version before it still speaks, so it ends where the next begins.
    columns.add(col(Timeline.VALID_FROM).as("_begins"));
    columns.add(lead(col(Timeline.VALID_FROM), 1).over(order).as("_ends"));
    var all = real.select(columns.toArray(Column[]::new));
    return asOf ? all : all.filter(col("_ends").isNull());
  }

  private static boolean isVersioned(Dimension dimension) {
    return dimension.generate().isEmpty() && dimension.history() == Dimension.History.SCD2;
  }
}
