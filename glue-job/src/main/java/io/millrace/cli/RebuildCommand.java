package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    var tables =
        names.stream()
            .map(name -> new TableName(Identifier.of(name)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (var name : tables) {
      if (!all.contains(name)) {
        spec.commandLine()
            .getErr()
            .printf("millrace: --table %s: there is no such dimension, fact or mirror;%n", name)
            .printf("    there are %s%n", all.stream().map(TableName::text).sorted().toList())
            .flush();
        return ExitCode.CONFIGURATION.code();
      }
    }
    return rebuild(pipeline, tables.isEmpty() ? all : tables);
  }

  private int rebuild(Pipeline pipeline, Set<TableName> tables) {
    var out = spec.commandLine().getOut();
    var result =
        Millrace.run(
            pipeline,
            RunRequest.rebuilding(tables),
            Observer.ofSteps(
                step -> {
                  out.println(step);
                  out.flush();
                }));
    out.printf(
        "%n%s%n",
        result.wrote()
            ? "Rebuilt; the next run publishes what has changed."
            : "Everything was as it should be.");
    out.flush();
    return ExitCode.of(result).code();
  }
}
