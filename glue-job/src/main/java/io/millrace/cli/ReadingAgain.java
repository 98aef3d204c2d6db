package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.run.Again;
import io.millrace.run.RunRequest;
import io.millrace.run.Stop;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code replay} and {@code reprocess} have in common: tables by name, a run, what it says.
 */
record ReadingAgain(CommandSpec spec, Pipeline pipeline, LogOptions log) {

  Set<TableName> tables(Collection<String> names) {
    var known = pipeline.stagings().stream().map(table -> table.staging().text()).toList();
    return TableNames.of(names, known, "staging table", spec);
  }

  /** Reads rows again, brings dimensions and facts after them, and gives the exit code. */
  int read(Again again) {
    var said = log.begin(spec.commandLine());
    var result =
        Millrace.run(
            pipeline,
            RunRequest.reading(again).named(log.runId()),
            said.observer(List.of()),
            Stop.bySignal());
    var out = spec.commandLine().getOut();
    if (result.failures().isEmpty()) {
      out.println(
          result.wrote()
              ? "The next run publishes what has changed."
              : "Nothing has changed: under today's rules every row that could be read again stands"
                  + " where it stood.");
    }
    out.flush();
    Ending.print(result, spec.commandLine().getErr());
    return ExitCode.of(result).code();
  }
}
