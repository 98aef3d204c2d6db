package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * States with columns of the row that a foreign key pointed to at that time: cut wherever that row
 * changed, with nulls where it was not there (rule 11).
 */
public final class TemporalJoin {

  private static final String THEIR_FROM = "_their_from";
  private static final String THEIR_UNTIL = "_their_until";

  private TemporalJoin() {}

  /** Joins states with those that another source's log holds. */
  public static Dataset<Row> joined(
      Dataset<Row> states, States theirs, Dataset<Row> theirLog, Join join) {
    var matches = col(States.LIVE).and(overlap());
    for (var pair : join.on().theirsToMine().entrySet()) {
      matches = matches.and(col(pair.getValue().text()).equalTo(col(their(pair.getKey()))));
    }
    var columns = new ArrayList<Column>();
    for (var name : states.columns()) {
      if (!Technical.isTechnical(name)) {
        columns.add(col(name));
      }
    }
    join.columns().theirsToMine().values().forEach(name -> columns.add(col(name.text())));
    var until = least(col(States.UNTIL), col(THEIR_UNTIL));
    columns.add(greatest(col(States.FROM), col(THEIR_FROM)).as(States.FROM));
    columns.add(until.as(States.UNTIL));
    columns.add(col(States.LIVE));
    // Of the pieces of the latest state the last is the latest.
    var latest = col(States.LATEST).and(until.eqNullSafe(col(States.UNTIL)));
    columns.add(latest.as(States.LATEST));
    States.KEPT.stream()
        .filter(name -> !name.equals(States.LATEST))
        .forEach(name -> columns.add(when(latest, col(name)).as(name)));
    return states
        .join(intervals(theirs, theirLog, join), matches, "left_outer")
        .select(columns.toArray(Column[]::new));
  }

  private static Column overlap() {
    var beginsBefore = col(States.UNTIL).isNull().or(col(THEIR_FROM).lt(col(States.UNTIL)));
    var endsAfter = col(THEIR_UNTIL).isNull().or(col(THEIR_UNTIL).gt(col(States.FROM)));
    return beginsBefore.and(endsAfter);
  }

  /** The other rows' states; an absence is one too, so that it cuts like any other. */
  private static Dataset<Row> intervals(States theirs, Dataset<Row> theirLog, Join join) {
    var wanted = new LinkedHashSet<Identifier>(join.on().theirsToMine().keySet());
    wanted.addAll(join.columns().theirsToMine().keySet());
    var columns = new ArrayList<Column>();
    join.on()
        .theirsToMine()
        .keySet()
        .forEach(name -> columns.add(col(name.text()).as(their(name))));
    join.columns()
        .theirsToMine()
        .forEach(
            (name, mine) -> columns.add(when(col(States.LIVE), col(name.text())).as(mine.text())));
    columns.addAll(List.of(col(States.FROM).as(THEIR_FROM), col(States.UNTIL).as(THEIR_UNTIL)));
    return theirs
        .only(wanted)
        .coveringAllTime()
        .in(theirLog)
        .select(columns.toArray(Column[]::new));
  }

  private static String their(Identifier column) {
    return "_their_" + column.text();
  }
}
