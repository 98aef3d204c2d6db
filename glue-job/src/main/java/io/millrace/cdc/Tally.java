package io.millrace.cdc;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the rows of a change log say of the files that they came from. */
public final class Tally {

  private Tally() {}

  /** An arrival for each file that has rows. */
  public static List<Arrival> of(Staging staging, Dataset<Row> rows) {
    return rows
        .groupBy(col(Technical.BATCH), col(Technical.FILE))
        .agg(
            count(lit(1)),
            min(col(Technical.AT)),
            max(col(Technical.AT)),
            count_if(col(Technical.LOAD).and(isUnfit(staging))),
            contents(staging))
        .collectAsList()
        .stream()
        .map(row -> arrival(staging, row))
        .toList();
  }

  private static Arrival arrival(Staging staging, Row row) {
    return new Arrival(
        staging.staging(),
        row.getLong(0),
        row.getString(1),
        row.getLong(2),
        Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant),
        row.getLong(5),
        row.getString(6),
        Optional.empty());
  }

  private static Column isUnfit(Staging staging) {
    return staging.key().stream()
        .map(name -> col(name.text()).isNull())
        .reduce(col(Technical.AT).isNull(), Column::or);
  }

  /**
   * Each row's digest at its place, all of them together: two hashes, since two files that are not
   * the same must not look so.
   */
  private static Column contents(Staging staging) {
    var row = new ArrayList<Column>();
    row.add(col(Technical.ROW));
    row.add(col(Technical.OP));
    row.add(concat_ws("\u0000", col(Technical.POSITION)));
    row.add(coalesce(col(Technical.DIGEST), lit(0L)));
    if (staging.source().timestamp().isPresent()) {
      // Without a timestamp it is the file's own time, which is another for the same rows.
      row.add(col(Technical.AT));
    }
    return concat_ws(
        "-",
        hex(bit_xor(xxhash64(with(lit("one"), row)))),
        hex(bit_xor(xxhash64(with(lit("other"), row)))));
  }

  private static Column[] with(Column seed, List<Column> row) {
    var all = new ArrayList<>(List.of(seed));
    all.addAll(row);
    return all.toArray(Column[]::new);
  }
}
