/**
 * The runner: stages in order, their tables, what came of each, said as it ends.
 *
 * <p>In: a pipeline and what to run of it. Out: a result with counts and seconds per table. May
 * use: every package but {@code cli}.
 */
package io.millrace.run;
