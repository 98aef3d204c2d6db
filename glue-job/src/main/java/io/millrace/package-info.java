/**
 * The job: read the configuration, plan, run, report.
 *
 * <p>{@link io.millrace.Main} starts it from a command line; {@link io.millrace.Validation} is what
 * every command begins with. May use: everything.
 */
package io.millrace;
