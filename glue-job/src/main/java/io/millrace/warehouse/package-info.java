/**
 * Redshift: tables, truncate-loaded staging, one merge transaction, the publish ledger.
 *
 * <p>In: DataFrames of change sets, and where Redshift is. Out: the same rows in Redshift, or in
 * the stand-in for it; how it differs from the lake. The only package that imports JDBC. May use:
 * {@code pipeline}, {@code history} for the words of a change set, Spark, Jackson.
 */
package io.millrace.warehouse;
