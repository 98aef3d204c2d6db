package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace accept}: a batch that a gate refused may land as it is. */
@Command(
    name = "accept",
    description =
        "Lets a refused batch land with the next run, under the gates that refused it; rows that"
            + " break a check saying fail are quarantined.",
    mixinStandardHelpOptions = true)
final class AcceptCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Parameters(
      paramLabel = "TABLE/NUMBER",
      description = "the batch as the run names it, e.g. customers/3")
  private String batch;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var gates = Millrace.accept(validation.pipeline().get(), batch);
    var out = spec.commandLine().getOut();
    out.println("The next run lets batch " + batch + " land in spite of:");
    gates.forEach(gate -> out.println("    " + gate));
    out.flush();
    return ExitCode.DONE.code();
  }
}
