/**
 * The plan: what a pipeline will do, known before it does it.
 *
 * <p>In: the model, and answers about SQL, types and what is already there, through ports. Out:
 * every mistake that no single file shows ({@link io.millrace.plan.Review}), the columns of each
 * table at each step ({@link io.millrace.plan.Flow}), and the steps in their order ({@code Plan}).
 * Pure: nothing is read or written here. May use: {@code pipeline}; no Spark.
 */
package io.millrace.plan;
