package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.journal.EntryJson;
import io.millrace.report.JournalText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace show RUN}: all that the journal has of one run. */
@Command(
    name = "show",
    description = "Shows a run: its tables, batches, failed checks, warnings, failures.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "its id, or how that begins (default: the last run)")
  private Optional<String> run = Optional.empty();

  @Option(names = "--format", description = "text or json (default: text)")
  private RunsCommand.Format format = RunsCommand.Format.TEXT;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var entry = Millrace.ended(validation.pipeline().get(), run);
    var out = spec.commandLine().getOut();
    if (format == RunsCommand.Format.JSON) {
      out.println(EntryJson.tree(entry).toPrettyString());
    } else {
      JournalText.run(entry).forEach(out::println);
    }
    out.flush();
    return ExitCode.DONE.code();
  }
}
