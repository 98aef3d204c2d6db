package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace quarantine}: the rows that are kept out of the history, and why. */
@Command(
    name = "quarantine",
    description =
        "Shows quarantined and parked rows with their reasons, values masked where columns are.",
    mixinStandardHelpOptions = true)
final class QuarantineCommand implements Callable<Integer> {

  /** How it is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "TABLE",
      description = "a staging table or a fact, or several (default: all)")
  private Set<String> names = new LinkedHashSet<>();

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "rows that break a rule of this name, or of one that contains it")
  private String rule = "";

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      description = "how many rows to show (default: ${DEFAULT-VALUE}; 0 shows the rules alone)")
  private int limit = 20;

  @Option(names = "--format", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var pipeline = validation.pipeline().get();
    var quarantine = Millrace.quarantine(pipeline, tables(pipeline), rule, limit);
    var out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> QuarantineText.of(quarantine);
          case JSON -> QuarantineJson.of(quarantine);
        });
    out.flush();
    return ExitCode.DONE.code();
  }

  private Set<TableName> tables(Pipeline pipeline) {
    var known = new ArrayList<String>();
    pipeline.stagings().forEach(table -> known.add(table.staging().text()));
    pipeline.facts().forEach(table -> known.add(table.fact().text()));
    return TableNames.of(names, known, "staging table or fact", spec);
  }
}
