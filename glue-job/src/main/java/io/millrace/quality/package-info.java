/**
 * Checks: what a row must be, as columns of one projection.
 *
 * <p>In: a DataFrame of typed changes and the checks of its rule files. Out: the same rows with
 * every violation of each. May use: {@code pipeline}, {@code transform}, Spark, Deequ and the
 * grammar of DQDL.
 */
package io.millrace.quality;
