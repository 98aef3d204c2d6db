package io.millrace.history;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The changes of a source as a fold wants them: each key's together and in order, the winner of
 * those at one place first (rules 1, 4 and 5).
 */
final class Changes {

  /**
   * The columns that what is kept of a key has beside those of a change, in the order in which
   * {@link StateFold} counts; null in a change.
   */
  private static final List<String> RESUMED =
      List.of(States.LAST_TIME, States.FROM, States.UNTIL, States.LAST_DELETED);

  /** Sorts before every other character. */
  private static final String LEAST = "\u0000";

  private final Staging staging;
  private final List<String> columns;

  /** With these of the source's columns. */
  Changes(Staging staging, List<String> columns) {
    this.staging = staging;
    this.columns = columns;
  }

  /** The keys that changes are about; a changed key is about two. */
  Dataset<Row> keys(Dataset<Row> log) {
    return withOldKeys(log).select(Keys.columns(staging.key()).toArray(Column[]::new)).distinct();
  }

  Dataset<Row> first(Dataset<Row> log) {
    return withOldKeys(log)
        .groupBy(Keys.columns(staging.key()).toArray(Column[]::new))
        .agg(
            functions.min(Technical.AT).as(States.FIRST),
            functions.min(earliest(log)).as(States.FIRST_TIME));
  }

  /** The earliest time that a change may hold from (rule 6). */
  private Column earliest(Dataset<Row> log) {
    boolean isTold = List.of(log.columns()).contains(Technical.EFFECTIVE);
    var at = col(Technical.AT);
    return staging.effectiveAt().isPresent() && isTold
        ? functions.least(at, col(Technical.EFFECTIVE))
        : at;
  }

  /** The changes that a log tells, of these keys alone where they are given. */
  Dataset<Row> told(Dataset<Row> log, boolean withRowsOfLoads, Optional<Dataset<Row>> keys) {
    var accepted = col(Technical.STATUS).isin(Status.ACCEPTED.text(), Status.REDELIVERED.text());
    // Any row of a load says that its key was there, accepted or not.
    var heard = withRowsOfLoads ? accepted.or(col(Technical.LOAD)) : accepted;
    var all = withOldKeys(log.filter(heard).withColumn("_counts", accepted)).select(prepared());
    return keys.map(wanted -> Keys.of(all, wanted, staging.key())).orElse(all);
  }

  /** Changes beside which there may be what is kept of keys. */
  Dataset<Row> resumed(Dataset<Row> told) {
    var nothing = new LinkedHashMap<String, Column>();
    for (var name : RESUMED) {
      nothing.put(name, lit(null).cast(name.equals(States.LAST_DELETED) ? "boolean" : "timestamp"));
    }
    return told.withColumns(nothing);
  }

  /** What is kept of keys, as if it were their first change. */
  Dataset<Row> kept(Dataset<Row> rows) {
    var kept = new ArrayList<>(List.of(named(columns)));
    kept.addAll(
        List.of(
            col(States.LAST_AT).as(Technical.AT),
            lit(false).as(Technical.LOAD),
            lit("").as("_place"),
            lit(null).cast("timestamp").as(Technical.EFFECTIVE),
            lit(false).as("_updates"),
            lit(false).as("_deletes"),
            lit(true).as("_counts"),
            lit(0L).as(Technical.DIGEST)));
    kept.addAll(List.of(named(RESUMED)));
    return rows.select(kept.toArray(Column[]::new));
  }

  /** All of a key together, and in order. */
  Dataset<Row> inOrder(Dataset<Row> told) {
    var key = Keys.columns(staging.key()).toArray(Column[]::new);
    return told.repartition(key)
        .sortWithinPartitions(Stream.concat(Arrays.stream(key), order()).toArray(Column[]::new))
        .drop(Technical.DIGEST);
  }

  private Column[] prepared() {
    var deletes = col(Technical.OP).equalTo("D").or(coalesce(col(Technical.FILTERED), lit(false)));
    var prepared = new ArrayList<>(List.of(named(columns)));
    // In the order in which StateFold counts.
    prepared.addAll(
        List.of(
            col(Technical.AT),
            col(Technical.LOAD),
            place().as("_place"),
            (staging.effectiveAt().isPresent() ? col(Technical.EFFECTIVE) : lit(null))
                .cast("timestamp")
                .as(Technical.EFFECTIVE),
            col(Technical.OP).equalTo("U").as("_updates"),
            deletes.as("_deletes"),
            col("_counts"),
            col(Technical.DIGEST)));
    return prepared.toArray(Column[]::new);
  }

  /**
   * Where a change stands within its timestamp, as a text that sorts as it does: its sequence;
   * without one its file and row.
   */
  private Column place() {
    var file =
        concat_ws(
            LEAST,
            substring_index(col(Technical.FILE), "/", -1),
            col(Technical.FILE),
            lpad(col(Technical.ROW).cast("string"), 19, "0"));
    var unsequenced = concat_ws("", lit(LEAST), file);
    if (staging.position().isEmpty()) {
      return unsequenced;
    }
    var sequence = array_join(col(Technical.POSITION), LEAST);
    var isSequenced = translate(sequence, LEAST, "").notEqual("");
    return when(isSequenced, sequence).otherwise(unsequenced);
  }

  private static Stream<Column> order() {
    return Stream.of(
        col(Technical.AT),
        col(Technical.LOAD).desc(),
        col("_place"),
        col("_deletes").desc(),
        col(Technical.DIGEST).desc());
  }

  /** A changed key is a delete of the old one, at the same place. */
  private Dataset<Row> withOldKeys(Dataset<Row> log) {
    boolean isTold = List.of(log.columns()).contains(Technical.KEY_BEFORE);
    if (staging.keyBefore().isEmpty() || !isTold) {
      return log;
    }
    var now = struct(Keys.columns(staging.key()).toArray(Column[]::new));
    var before = col(Technical.KEY_BEFORE);
    var changed = before.isNotNull().and(not(before.eqNullSafe(now)));
    var both =
        log.withColumn(
            "_moved",
            explode(when(changed, array(lit(false), lit(true))).otherwise(array(lit(false)))));
    var moved = col("_moved");
    var replaced = new LinkedHashMap<String, Column>();
    for (Identifier name : staging.key()) {
      replaced.put(
          name.text(), when(moved, before.getField(name.text())).otherwise(col(name.text())));
    }
    replaced.put(Technical.OP, when(moved, "D").otherwise(col(Technical.OP)));
    return both.withColumns(replaced);
  }

  private static Column[] named(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
