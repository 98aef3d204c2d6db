package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.journal.EntryJson;
import io.millrace.report.JournalText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace runs}: the journal, a line for each run. */
@Command(
    name = "runs",
    description = "Lists the runs of a lake, the newest first.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

  /** How the journal is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "how many runs (default: ${DEFAULT-VALUE})")
  private int last = 20;

  @Option(names = "--format", description = "text, or json: one object a line (default: text)")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var pipeline = validation.pipeline().get();
    var out = spec.commandLine().getOut();
    var runs = Millrace.runs(pipeline, last);
    if (format == Format.JSON) {
      runs.forEach(run -> out.println(EntryJson.line(run)));
    } else if (runs.isEmpty()) {
      out.println("No run has ended yet in " + pipeline.environment().lake());
    } else {
      JournalText.runs(runs).forEach(out::println);
    }
    out.flush();
    return ExitCode.DONE.code();
  }
}
