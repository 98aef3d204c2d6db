/**
 * Redshift: tables, truncate-loaded staging, one merge transaction, the publish ledger.
 *
 * <p>In: DataFrames of change sets. Out: the same rows in Redshift, or in the stand-in for it. The
 * only package that imports JDBC. May use: {@code pipeline}, Spark.
 */
package io.millrace.warehouse;
