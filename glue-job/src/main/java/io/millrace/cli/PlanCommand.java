package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.plan.Plan;
import io.millrace.plan.PlanJson;
import io.millrace.plan.PlanMermaid;
import io.millrace.plan.PlanText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace plan}: what a run would do, before it does it. */
@Command(
    name = "plan",
    description = "Says what a run would do: steps, columns, checks, targets, DDL. Writes nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  /** How the plan is printed. */
  enum Format {
    TEXT,
    JSON,
    MERMAID
  }

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(names = "--format", description = "text, json or mermaid (default: text)")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    Validation validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    Plan plan = Millrace.plan(validation.pipeline().get());
    var out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> PlanText.of(plan);
          case JSON -> PlanJson.of(plan);
          case MERMAID -> PlanMermaid.of(plan);
        });
    out.flush();
    return ExitCode.DONE.code();
  }
}
