package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The states that the changes of a source fold into, per key and in order: the row after each
 * change, from when on it holds, or that it was deleted (rules 1 and 4 to 8).
 */
public final class States {

  /** From when on a state holds. */
  public static final String FROM = "_from";

  /** When the next state of the key begins; null for the last. */
  public static final String UNTIL = "_until";

  /** Whether the key has a row in this state. */
  public static final String LIVE = "_live";

  /**
   * Whether it is the key's very first state and came from a load, so that its begin is unknown.
   */
  public static final String BEGINS_UNKNOWN = "_begins_unknown";

  private static final String CANDIDATE = "_candidate";
  private static final String TRUSTED = "_trusted";

  private final Staging staging;
  private final Column[] key;

  private States(Staging staging) {
    this.staging = staging;
    this.key = Keys.columns(staging.key()).toArray(Column[]::new);
  }

  /** The states of every key in a change log. */
  public static Dataset<Row> of(Dataset<Row> log, Staging staging) {
    return new States(staging).states(log);
  }

  private Dataset<Row> states(Dataset<Row> log) {
    var changes =
        log.filter(col(Technical.STATUS).isin(Status.ACCEPTED.text(), Status.REDELIVERED.text()))
            .repartition(key);
    return instants(timed(carried(unambiguous(changes))));
  }

  /** One change per position: a D wins, else the greater digest (rules 4 and 5). */
  private Dataset<Row> unambiguous(Dataset<Row> changes) {
    if (staging.position().isEmpty()) {
      return changes;
    }
    var place = new java.util.ArrayList<>(List.of(key));
    place.add(col(Technical.AT));
    place.add(col(Technical.POSITION));
    var rank =
        row_number()
            .over(
                Window.partitionBy(place.toArray(Column[]::new))
                    .orderBy(
                        col(Technical.OP).equalTo("D").desc(),
                        col(Technical.DIGEST).desc(),
                        col(Technical.FILE),
                        col(Technical.ROW)));
    var sequenced =
        org.apache.spark.sql.functions.exists(
            col(Technical.POSITION), part -> part.notEqual(lit("")));
    return changes
        .withColumn("_rank", rank)
        .filter(col("_rank").equalTo(1).or(org.apache.spark.sql.functions.not(sequenced)))
        .drop("_rank");
  }

  private WindowSpec ordered() {
    return Window.partitionBy(key)
        .orderBy(
            col(Technical.AT),
            col(Technical.LOAD).desc(),
            col(Technical.POSITION),
            org.apache.spark.sql.functions.substring_index(col(Technical.FILE), "/", -1),
            col(Technical.FILE),
            col(Technical.ROW));
  }

  /**
   * Nulls of updates filled from the state before, where the source leaves out what is unchanged.
   */
  private Dataset<Row> carried(Dataset<Row> changes) {
    var soFar = ordered().rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    var columns = new LinkedHashMap<String, Column>();
    for (Identifier name : staging.carryForward()) {
      var value = col(name.text());
      var unchanged = col(Technical.OP).equalTo("U").and(value.isNull());
      // A struct is there even when its field is null: that null is the state's own value.
      var known = when(org.apache.spark.sql.functions.not(unchanged), struct(value.as("value")));
      columns.put(name.text(), last(known, true).over(soFar).getField("value"));
    }
    return columns.isEmpty() ? changes : changes.withColumns(columns);
  }

  /**
   * From when on each change holds (rule 6): its {@code effective_at} if that lies after the time
   * of the change before it and not after its own DMS timestamp, else its DMS timestamp.
   *
   * <p>The time before is itself the outcome of this rule, but only one bit of it matters, and that
   * bit is either decided by the two changes alone or the same as for the change before.
   */
  private Dataset<Row> timed(Dataset<Row> changes) {
    if (staging.effectiveAt().isEmpty()) {
      return changes.withColumn(FROM, col(Technical.AT));
    }
    var at = col(Technical.AT);
    var effective = col(Technical.EFFECTIVE);
    var usable = col(Technical.OP).notEqual("D").and(effective.leq(at));
    var candidate = when(usable, effective).otherwise(at);
    var soFar = ordered().rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    var before = lag(col(CANDIDATE), 1).over(ordered());
    var atBefore = lag(at, 1).over(ordered());
    var decided =
        when(before.isNull().or(col(CANDIDATE).gt(atBefore)), lit(true))
            .when(col(CANDIDATE).leq(before), lit(false));
    return changes
        .withColumn(CANDIDATE, candidate)
        .withColumn(TRUSTED, decided)
        .withColumn(TRUSTED, last(col(TRUSTED), true).over(soFar))
        .withColumn(FROM, when(col(TRUSTED), col(CANDIDATE)).otherwise(at))
        .drop(CANDIDATE, TRUSTED);
  }

  /** Changes of one instant are one: the state after the last of them (rule 7). */
  private Dataset<Row> instants(Dataset<Row> timed) {
    var order = ordered();
    var whole = order.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    var next = lead(col(FROM), 1).over(order);
    var deleted = col(Technical.OP).equalTo("D").or(coalesce(col(Technical.FILTERED), lit(false)));
    return timed
        .withColumn(UNTIL, next)
        .withColumn("_first", first(struct(col(FROM), col(Technical.LOAD))).over(whole))
        .filter(col(UNTIL).isNull().or(col(UNTIL).notEqual(col(FROM))))
        .withColumn(LIVE, org.apache.spark.sql.functions.not(deleted))
        .withColumn(
            BEGINS_UNKNOWN,
            col("_first")
                .getField(Technical.LOAD)
                .and(col("_first").getField(FROM).equalTo(col(FROM))))
        .drop("_first");
  }

  /** The last state of every key: the source's present rows, and the keys that are deleted. */
  public static Dataset<Row> present(Dataset<Row> states) {
    return states.filter(col(UNTIL).isNull());
  }
}
