package io.millrace.warehouse;

import io.millrace.pipeline.Location;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Replaces what a staging table holds by other rows. */
interface Loader {

  /**
   * What is to be loaded.
   *
   * @param staging the staging table's name, quoted
   * @param rows every column as text, see {@link ColumnText}
   * @param nullWord what stands for null in the files, and for nothing else
   * @param folder where files wait for COPY; its own, and removed afterwards
   */
  record Rows(String staging, Dataset<Row> rows, String nullWord, Location folder) {}

  void load(Rows rows);
}
