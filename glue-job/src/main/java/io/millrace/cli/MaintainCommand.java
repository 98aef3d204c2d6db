package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import java.util.Map;
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
  @Mixin private LogOptions log;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var said = log.begin(spec.commandLine());
    var results =
        Millrace.maintain(
            validation.pipeline().get(),
            log.runId(),
            result ->
                said.out()
                    .accept(
                        result.toString(),
                        Map.of(
                            "event",
                            "maintained",
                            "table",
                            result.table(),
                            "removed",
                            result.removed(),
                            "left",
                            result.left())));
    if (results.isEmpty()) {
      said.out().accept("There is no table yet.", Map.of());
    }
    return ExitCode.DONE.code();
  }
}
