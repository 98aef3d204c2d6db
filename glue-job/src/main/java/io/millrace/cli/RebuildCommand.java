package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.run.RunRequest;
import io.millrace.run.Stop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace rebuild}: dimensions and facts computed from the change logs anew. */
@Command(
    name = "rebuild",
    description = "Computes dimensions, facts and mirrors anew and changes what is not so.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;
  @Mixin private LogOptions log;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "TABLE",
      description = "a dimension, fact or mirror (default: all); what follows from it follows")
  private Set<String> names = new LinkedHashSet<>();

  @Override
  public Integer call() {
    Validation validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var pipeline = validation.pipeline().get();
    var all = RunRequest.computed(pipeline);
    var known = all.stream().map(TableName::text).sorted().toList();
    var tables = TableNames.of(names, known, "dimension, fact or mirror", spec);
    return rebuild(pipeline, tables.isEmpty() ? all : tables);
  }

  private int rebuild(Pipeline pipeline, Set<TableName> tables) {
    var said = log.begin(spec.commandLine());
    var result =
        Millrace.run(
            pipeline,
            RunRequest.rebuilding(tables).named(log.runId()),
            said.observer(List.of()),
            Stop.bySignal());
    var out = spec.commandLine().getOut();
    if (result.failures().isEmpty()) {
      out.println(
          result.wrote()
              ? "Rebuilt; the next run publishes what has changed."
              : "Everything was as it should be.");
    }
    out.flush();
    Ending.print(result, spec.commandLine().getErr());
    return ExitCode.of(result).code();
  }
}
