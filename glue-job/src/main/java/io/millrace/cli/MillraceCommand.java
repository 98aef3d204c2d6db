package io.millrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace}: the commands, and what happens when a command line is wrong. */
@Command(
    name = "millrace",
    description = "Carries AWS DMS change files into a dimensional warehouse.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "millrace 0.1.0-SNAPSHOT",
    subcommands = {ValidateCommand.class, PlanCommand.class, SchemaCommand.class, RunCommand.class})
public final class MillraceCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command line and gives its exit code. */
  public static int run(String... args) {
    return new CommandLine(new MillraceCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(MillraceCommand::explain)
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }

  private static int explain(ParameterException wrong, String[] args) {
    var commandLine = wrong.getCommandLine();
    var err = commandLine.getErr();
    err.println("millrace: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("    see: millrace " + commandName(commandLine) + "--help");
    return ExitCode.CONFIGURATION.code();
  }

  private static String commandName(CommandLine commandLine) {
    return commandLine.getParent() == null ? "" : commandLine.getCommandName() + " ";
  }
}
