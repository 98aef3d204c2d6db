package io.millrace.cli;

import io.millrace.journal.Release;
import io.millrace.run.Diagnosis;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code millrace}: the commands, and what happens when a command line is wrong. */
@Command(
    name = "millrace",
    description = "Carries AWS DMS change files into a dimensional warehouse.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "millrace " + Release.VERSION,
    subcommands = {
      ValidateCommand.class,
      PlanCommand.class,
      SchemaCommand.class,
      RunCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      MaintainCommand.class,
      AcceptCommand.class,
      RebuildCommand.class,
      VerifyCommand.class,
      QuarantineCommand.class,
      ReplayCommand.class,
      ReprocessCommand.class,
      PublishCommand.class,
      DdlCommand.class,
      QueryCommand.class,
      TestCommand.class
    })
public final class MillraceCommand implements Runnable {

  private static final Set<String> QUIET = Set.of("validate", "schema");

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "shows all that Spark logs, and where in Millrace an error was found")
  private boolean verbose;

  /** Runs one command line and gives its exit code. */
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  /** The same, with errors and notes written there. */
  public static int run(PrintWriter err, String... args) {
    return commandLine().setErr(err).execute(args);
  }

  static CommandLine commandLine() {
    var millrace = new MillraceCommand();
    return new CommandLine(millrace)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(millrace::execute)
        .setParameterExceptionHandler(Mistyped::explain)
        .setExecutionExceptionHandler(
            (failed, commandLine, parsed) -> millrace.failed(failed, commandLine.getErr()));
  }

  private int execute(ParseResult parsed) {
    // Reading configuration logs nothing, and setting up the logs would take longer than it.
    if (parsed.hasSubcommand() && !QUIET.contains(parsed.subcommand().commandSpec().name())) {
      SparkLogs.show(verbose);
    }
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      // Too little memory, or Hadoop's for a full disk: told like any other failure.
      throw new ExecutionException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int failed(Exception failed, PrintWriter err) {
    var failure = Diagnosis.of(failed);
    err.println("millrace: " + failure.getMessage());
    if (verbose) {
      failed.printStackTrace(err);
    }
    err.flush();
    return ExitCode.of(failure.kind()).code();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }
}
