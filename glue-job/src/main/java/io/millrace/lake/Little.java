package io.millrace.lake;

import org.apache.spark.sql.SparkSession;

/**
 * How much of a table is so little that reading or writing all of it is the cheapest way; {@code
 * spark.millrace.little} says another size.
 */
public final class Little {

  private static final String BYTES = Long.toString(16L << 20);

  private Little() {}

  public static long bytes(SparkSession spark) {
    return Long.parseLong(spark.conf().get("spark.millrace.little", BYTES));
  }
}
