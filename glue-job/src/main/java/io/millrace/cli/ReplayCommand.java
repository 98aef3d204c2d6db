package io.millrace.cli;

import io.millrace.Validation;
import io.millrace.run.Again;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace replay}: what was rejected, judged again under today's rules. */
@Command(
    name = "replay",
    description = {
      "Reads the originals of quarantined, parked and dropped rows again and judges them by today's"
          + " rules.",
      "What passes enters the history at its original place; dimensions and facts follow."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;
  @Mixin private LogOptions log;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "TABLE",
      description = "a staging table, or several (default: all)")
  private Set<String> names = new LinkedHashSet<>();

  @Option(
      names = "--batch",
      paramLabel = "NUMBER",
      description = "one batch of it alone (default: all)")
  private Optional<Long> batch = Optional.empty();

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var reading = new ReadingAgain(spec, validation.pipeline().get(), log);
    return reading.read(
        Again.rejected(reading.tables(names), it -> batch.isEmpty() || batch.get() == it.number()));
  }
}
