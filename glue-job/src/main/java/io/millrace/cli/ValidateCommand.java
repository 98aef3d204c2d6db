package io.millrace.cli;

import io.millrace.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace validate}: everything that is wrong with the configuration, at once. */
@Command(
    name = "validate",
    description = "Reports everything that is wrong with the configuration; reads no data.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  /** How problems are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions pipeline;

  @Option(names = "--format", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    Validation validation = Validation.of(pipeline.arguments());
    var out = spec.commandLine().getOut();
    boolean valid = validation.problems().isEmpty();
    if (format == Format.JSON) {
      out.println(ProblemPrinter.json(validation.problems()));
    } else if (valid) {
      out.println(ProblemPrinter.allWell(validation.pipeline().orElseThrow()));
    } else {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
    }
    out.flush();
    return (valid ? ExitCode.DONE : ExitCode.CONFIGURATION).code();
  }
}
