/**
 * What DMS wrote: its files, the batches they are taken in, and their rows as typed changes.
 *
 * <p>In: a source's folder and the files that are known already. Out: batches, and a batch's rows
 * as a DataFrame of declared columns with position, time, operation and the violations of types.
 * May use: {@code pipeline}, Spark.
 */
package io.millrace.cdc;
