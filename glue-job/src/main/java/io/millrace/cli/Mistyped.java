package io.millrace.cli;

import io.millrace.pipeline.Spelling;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that says nothing that can be done: what is wrong with it, and what was meant. */
final class Mistyped {

  private Mistyped() {}

  static int explain(ParameterException wrong, String[] args) {
    var commandLine = wrong.getCommandLine();
    var err = commandLine.getErr();
    err.println("millrace: " + said(wrong));
    err.println("    see: millrace " + commandName(commandLine) + "--help");
    err.flush();
    return ExitCode.CONFIGURATION.code();
  }

  private static String said(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return wrong.getMessage().replace("option option", "option");
    }
    var commandLine = wrong.getCommandLine();
    var first = unmatched.getUnmatched().get(0);
    if (first.startsWith("-")) {
      var known =
          commandLine.getCommandSpec().options().stream()
              .flatMap(option -> List.of(option.names()).stream())
              .toList();
      return "there is no option '" + first + "'" + meant(first, known);
    }
    var commands = commandLine.getSubcommands().keySet();
    return commands.isEmpty()
        ? "'" + first + "' is one argument too many"
        : "there is no command '%s'%n    %s".formatted(first, Spelling.suggestion(first, commands));
  }

  private static String meant(String written, List<String> known) {
    return Spelling.closest(written, known)
        .map(name -> ": did you mean '" + name + "'?")
        .orElse("");
  }

  private static String commandName(CommandLine commandLine) {
    return commandLine.getParent() == null ? "" : commandLine.getCommandName() + " ";
  }
}
