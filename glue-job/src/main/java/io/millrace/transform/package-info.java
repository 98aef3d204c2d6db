/**
 * Transforms and masks: what becomes of a row's columns, in the order that is written.
 *
 * <p>In: a DataFrame whose columns beginning with {@code _} are carried along. Out: the same rows
 * with other columns. May use: {@code pipeline}, Spark.
 */
package io.millrace.transform;
