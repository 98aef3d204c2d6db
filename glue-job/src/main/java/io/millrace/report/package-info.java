/**
 * A run shown to people and programs: a page, JSON, text, metric lines, lineage events.
 *
 * <p>In: an entry of the journal, those before it, the pipeline. Out: text; nothing is read or
 * written here. What the page looks like stands in {@code report.html} and {@code report.css}. May
 * use: {@code pipeline}, {@code plan}, {@code journal}, Jackson.
 */
package io.millrace.report;
