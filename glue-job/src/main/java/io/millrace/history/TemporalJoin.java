package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Staging;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * States with columns of the row that a foreign key pointed to at that time: cut wherever that row
 * changed, with nulls where it was not there (rule 11).
 */
public final class TemporalJoin {

  private static final String THEIR_FROM = "_their_from";
  private static final String THEIR_UNTIL = "_their_until";

  private TemporalJoin() {}

  public static Dataset<Row> joined(
      Dataset<Row> states, Dataset<Row> theirs, Staging source, Join join) {
    var right = intervals(theirs, source, join);
    var condition = overlap();
    for (var pair : join.on().theirsToMine().entrySet()) {
      condition = condition.and(col(pair.getValue().text()).equalTo(col(their(pair.getKey()))));
    }
    var pieces =
        states
            .join(right, condition, "left_outer")
            .withColumn(
                States.BEGINS_UNKNOWN,
                col(States.BEGINS_UNKNOWN)
                    .and(coalesce(col(THEIR_FROM).leq(col(States.FROM)), lit(true))))
            .withColumn(
                States.FROM,
                greatest(col(States.FROM), coalesce(col(THEIR_FROM), col(States.FROM))))
            .withColumn(
                States.UNTIL,
                org.apache.spark.sql.functions.least(col(States.UNTIL), col(THEIR_UNTIL)));
    var dropped = new ArrayList<String>(List.of(THEIR_FROM, THEIR_UNTIL));
    join.on().theirsToMine().keySet().forEach(column -> dropped.add(their(column)));
    return pieces.drop(dropped.toArray(String[]::new));
  }

  private static Column overlap() {
    var beginsBefore = col(States.UNTIL).isNull().or(col(THEIR_FROM).lt(col(States.UNTIL)));
    var endsAfter = col(THEIR_UNTIL).isNull().or(col(THEIR_UNTIL).gt(col(States.FROM)));
    return beginsBefore.and(endsAfter);
  }

  /** The other rows' states without a hole: the time before the first one is an absence too. */
  private static Dataset<Row> intervals(Dataset<Row> theirs, Staging source, Join join) {
    var key = Keys.columns(source.key()).toArray(Column[]::new);
    var isFirst =
        lag(col(States.FROM), 1).over(Window.partitionBy(key).orderBy(col(States.FROM))).isNull();
    var beginning = lit(Timestamp.from(Instant.parse("0001-01-01T00:00:00Z")));
    var columns = new ArrayList<Column>();
    join.on()
        .theirsToMine()
        .keySet()
        .forEach(name -> columns.add(col(name.text()).as(their(name))));
    join.columns()
        .theirsToMine()
        .forEach(
            (name, mine) -> columns.add(when(col(States.LIVE), col(name.text())).as(mine.text())));
    columns.add(
        when(col(States.BEGINS_UNKNOWN), beginning).otherwise(col(States.FROM)).as(THEIR_FROM));
    columns.add(col(States.UNTIL).as(THEIR_UNTIL));
    var known = theirs.withColumn("_is_first", isFirst);
    var intervals = known.select(columns.toArray(Column[]::new));
    var absent =
        known
            .filter(
                col("_is_first")
                    .and(org.apache.spark.sql.functions.not(col(States.BEGINS_UNKNOWN))))
            .withColumn(States.LIVE, lit(false))
            .withColumn(States.UNTIL, col(States.FROM))
            .withColumn(States.FROM, beginning)
            .select(columns.toArray(Column[]::new));
    return intervals.unionByName(absent);
  }

  private static String their(Identifier column) {
    return "_their_" + column.text();
  }
}
