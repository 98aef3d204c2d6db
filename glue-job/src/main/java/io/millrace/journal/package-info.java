/**
 * What is written down of a run: one entry, as records and as JSON, which is what the journal, the
 * report and the metrics all tell from.
 *
 * <p>In: what came of a run. Out: an entry. May use: {@code pipeline}, Jackson.
 */
package io.millrace.journal;
