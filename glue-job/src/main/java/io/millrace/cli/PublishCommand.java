package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.run.OpenWarehouse;
import io.millrace.run.Publishing;
import io.millrace.run.RunRequest;
import io.millrace.run.Stop;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace publish}: the warehouse brought up to the lake, and nothing else done. */
@Command(
    name = "publish",
    description = "Brings the warehouse up to the lake as it is; reads no raw files.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;
  @Mixin private LogOptions log;
  @ArgGroup private How how = new How();

  /** One of them at most. */
  private static final class How {

    @Option(
        names = "--compare",
        description =
            "hold every table against the lake, whatever the ledger says, and send what differs")
    private boolean compare;

    @Option(
        names = "--adopt",
        description = "take over tables that another lake has published, and send what differs")
    private boolean adopt;
  }

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var publishing =
        how.adopt ? Publishing.ADOPT : how.compare ? Publishing.COMPARISON : Publishing.CHANGES;
    var pipeline = validation.pipeline().get();
    if (pipeline.environment().warehouse().isEmpty()) {
      throw OpenWarehouse.none(pipeline.environment());
    }
    var said = log.begin(spec.commandLine());
    var result =
        Millrace.run(
            pipeline,
            RunRequest.publishing(publishing).named(log.runId()),
            said.observer(List.of()),
            Stop.bySignal());
    Ending.print(result, spec.commandLine().getErr());
    return ExitCode.of(result).code();
  }
}
