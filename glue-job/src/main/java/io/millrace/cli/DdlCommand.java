package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace ddl}: the statements that make in Redshift what a pipeline publishes. */
@Command(
    name = "ddl",
    description =
        "Prints the statements that make schemas, tables, views and grants in Redshift; a run sends"
            + " those that are missing itself.",
    mixinStandardHelpOptions = true)
final class DdlCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var out = spec.commandLine().getOut();
    Millrace.ddl(validation.pipeline().get()).forEach(statement -> out.println(statement + ";\n"));
    out.flush();
    return ExitCode.DONE.code();
  }
}
