package io.millrace.run;

import static org.apache.spark.sql.functions.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that are needed more than once, kept until a step is done with them. */
final class Kept implements AutoCloseable {

  private static final long FEW = 500_000;

  private final List<Dataset<Row>> rows = new ArrayList<>();

  /** The same rows, without what they were made from: plans that name them twice stay small. */
  Dataset<Row> keep(Dataset<Row> wanted) {
    rows.add(wanted.persist());
    return wanted
        .sparkSession()
        .internalCreateDataFrame(wanted.queryExecution().toRdd(), wanted.schema(), false);
  }

  /**
   * Keys, kept likewise; empty where there are none. Few are looked for where the rows lie, so that
   * these do not have to move.
   */
  Optional<Dataset<Row>> keys(Dataset<Row> wanted) {
    var keys = keep(wanted);
    long count = keys.count();
    return Optional.of(count <= FEW ? broadcast(keys) : keys).filter(any -> count > 0);
  }

  @Override
  public void close() {
    rows.forEach(Dataset::unpersist);
  }
}
