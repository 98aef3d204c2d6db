/**
 * History as a function of the accepted changes: order, time, states, versions, keys, diff.
 *
 * <p>In: DataFrames of changes and of what is stored. Out: DataFrames of states, versions and
 * change sets; nothing is read or written here. The rules are those of DESIGN section 6. May use:
 * {@code pipeline}, Spark.
 */
package io.millrace.history;
