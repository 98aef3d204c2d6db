package io.millrace.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that are needed more than once, kept until a step is done with them. */
final class Kept implements AutoCloseable {

  private final List<Dataset<Row>> rows = new ArrayList<>();

  /** The same rows, without what they were made from: plans that name them twice stay small. */
  Dataset<Row> keep(Dataset<Row> wanted) {
    rows.add(wanted.persist());
    return wanted
        .sparkSession()
        .internalCreateDataFrame(wanted.queryExecution().toRdd(), wanted.schema(), false);
  }

  @Override
  public void close() {
    rows.forEach(Dataset::unpersist);
  }
}
