/**
 * The commands that a person types.
 *
 * <p>In: a command line. Out: text or JSON on standard output, problems on standard error, an exit
 * code ({@link io.millrace.cli.ExitCode}). A command says what it takes and calls what does it. May
 * use: everything.
 */
package io.millrace.cli;
