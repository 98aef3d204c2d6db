/**
 * The lake: change logs, dimensions, facts, mirrors and control tables as plain Delta.
 *
 * <p>In: DataFrames to append or apply. Out: commits, their counts, and DataFrames of what is
 * stored. The only package that imports Delta. May use: {@code pipeline}, {@code history}, Spark.
 */
package io.millrace.lake;
