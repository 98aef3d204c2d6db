package io.millrace.lake;

import org.apache.spark.sql.SparkSession;

/** How much of a table is so little that reading or writing all of it is the cheapest way. */
public final class Little {

  /** The setting of Spark's that says another size, in bytes. */
  public static final String SETTING = "spark.millrace.little";

  private static final String BYTES = Long.toString(16L << 20);

  private Little() {}

  public static long bytes(SparkSession spark) {
    return Long.parseLong(spark.conf().get(SETTING, BYTES));
  }
}
