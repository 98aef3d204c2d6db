package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The versions that a key's states fold into (rules 9 and 10). */
public final class Timeline {

  public static final String VALID_FROM = "valid_from";
  public static final String VALID_TO = "valid_to";
  public static final String IS_CURRENT = "is_current";

  /** From when on a version is valid whose real begin is unknown. */
  public static final Timestamp BEGINNING = Timestamp.from(Instant.parse("1900-01-01T00:00:00Z"));

  private Timeline() {}

  /** Which columns open a version, and which show the latest value everywhere. */
  public record Shape(List<Identifier> key, List<Identifier> track, List<Identifier> overwrite) {}

  public static Dataset<Row> of(Dataset<Row> states, Shape shape) {
    var key = Keys.columns(shape.key()).toArray(Column[]::new);
    var order = Window.partitionBy(key).orderBy(col(States.FROM));
    var soFar = order.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    var whole = order.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    var live = col(States.LIVE);

    var tracked = struct(Keys.columns(shape.track()).toArray(Column[]::new));
    var opens =
        live.and(
            not(coalesce(lag(live, 1).over(order), lit(false)))
                .or(not(tracked.eqNullSafe(lag(tracked, 1).over(order)))));
    var began = when(col(States.BEGINS_UNKNOWN), lit(BEGINNING)).otherwise(col(States.FROM));

    var versions =
        states
            .withColumn("_opens", shape.track().isEmpty() ? opensWithoutTrack(live, order) : opens)
            .withColumn(VALID_FROM, last(when(col("_opens"), began), true).over(soFar))
            .withColumn("_next_opens", lead(col("_opens"), 1).over(order))
            .withColumn("_next_live", lead(live, 1).over(order))
            .withColumn(VALID_TO, lead(col(States.FROM), 1).over(order));
    for (var name : shape.overwrite()) {
      var latest = last(when(live, struct(col(name.text()).as("value"))), true).over(whole);
      versions = versions.withColumn(name.text(), latest.getField("value"));
    }
    // A version is told by its last state, whose values it shows where nothing tracks them.
    var ends = col("_next_live").isNull().or(not(col("_next_live"))).or(col("_next_opens"));
    return versions
        .filter(live.and(ends))
        .withColumn(IS_CURRENT, col(VALID_TO).isNull())
        .drop("_opens", "_next_opens", "_next_live");
  }

  private static Column opensWithoutTrack(
      Column live, org.apache.spark.sql.expressions.WindowSpec order) {
    return live.and(not(coalesce(lag(live, 1).over(order), lit(false))));
  }
}
