/**
 * Makes the sample shop's data as AWS DMS would have written it: Parquet below {@code raw/}, and
 * {@code batches.txt}, which says what arrives when. In goes a seed and a scale; out come the same
 * bytes every time. Uses parquet-hadoop alone, so that no writer of Spark's smooths over what DMS
 * does.
 */
package io.millrace.sampledata;
