package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.TableName;
import io.millrace.run.Again;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What {@code replay} and {@code reprocess} have in common: tables by name, a run, what it says.
 */
final class ReadingAgain {

  private final CommandLine commandLine;
  private final Pipeline pipeline;

  ReadingAgain(CommandLine commandLine, Pipeline pipeline) {
    this.commandLine = commandLine;
    this.pipeline = pipeline;
  }

  Set<TableName> tables(Collection<String> names) {
    var known = pipeline.stagings().stream().map(table -> table.staging().text()).toList();
    var tables = new LinkedHashSet<TableName>();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            commandLine,
            "--table "
                + name
                + ": there is no such staging table: "
                + Spelling.suggestion(name, known));
      }
      tables.add(TableName.of(name));
    }
    return tables;
  }

  /** Reads rows again, brings dimensions and facts after them, and gives the exit code. */
  int read(Again again) {
    var out = commandLine.getOut();
    var result =
        Millrace.run(
            pipeline,
            RunRequest.reading(again),
            Observer.ofSteps(
                step -> {
                  out.println(step);
                  out.flush();
                }));
    out.printf(
        "%n%s%n",
        result.wrote()
            ? "Done; the next run publishes what has changed."
            : "Nothing has changed: under today's rules every row that could be read again stands"
                + " where it stood.");
    out.flush();
    var err = commandLine.getErr();
    result.warnings().forEach(warning -> err.println("warning: " + warning));
    result.failures().forEach(failure -> err.println("millrace: " + failure.getMessage()));
    err.flush();
    return ExitCode.of(result).code();
  }
}
