package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace maintain}: small files put together, replaced ones removed. */
@Command(
    name = "maintain",
    description = "Puts small files of the lake together and removes those replaced long ago.",
    mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {

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
    var results =
        Millrace.maintain(
            validation.pipeline().get(),
            result -> {
              out.println(result);
              out.flush();
            });
    if (results.isEmpty()) {
      out.println("There is no table yet.");
      out.flush();
    }
    return ExitCode.DONE.code();
  }
}
