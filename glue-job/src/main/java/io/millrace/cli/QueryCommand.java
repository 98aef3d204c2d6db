package io.millrace.cli;

import io.millrace.Validation;
import io.millrace.run.OpenWarehouse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace query}: asks the warehouse, and prints what it answers. */
@Command(
    name = "query",
    description = "Asks the warehouse of an environment, e.g. \"select * from dw.dim_customer\".",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Parameters(paramLabel = "SQL", description = "one SELECT")
  private String sql;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var answer = OpenWarehouse.query(validation.pipeline().get().environment(), sql);
    var out = spec.commandLine().getOut();
    out.print(new TextTable(answer).text());
    out.flush();
    return ExitCode.DONE.code();
  }
}
