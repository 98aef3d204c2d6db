package io.millrace.run;

import java.util.TimeZone;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Spark as Millrace needs it: UTC, Delta, exact dates; on this machine when nothing else is said.
 */
public final class SparkSessions {

  private static final int SMALL_SHUFFLE = 8;

  private SparkSessions() {}

  public static SparkSession open(String name) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    var given = new SparkConf();
    var builder = SparkSession.builder().appName("millrace " + name);
    if (!given.contains("spark.master")) {
      builder.master("local[*]").config("spark.ui.enabled", "false");
    }
    if (!given.contains("spark.sql.shuffle.partitions")) {
      builder.config("spark.sql.shuffle.partitions", SMALL_SHUFFLE);
    }
    return builder
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "false")
        // A date that only Java's old calendar can read is no date.
        .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
        .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
        .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED")
        .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        // A file per status at once needs no sort of the rows by status.
        .config("spark.sql.maxConcurrentOutputFileWriters", "8")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .getOrCreate();
  }
}
