package io.millrace.cli;

import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of every command that writes: what its run is called, and how its lines look. */
final class LogOptions {

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "the run's name; the same again continues that run")
  private String runId = UUID.randomUUID().toString();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text or json (default: text), with time and run id unless on a terminal")
  private LogFormat format = LogFormat.TEXT;

  String runId() {
    return runId;
  }

  LogFormat format() {
    return format;
  }

  /** From now on all that the command says is part of the run's log. */
  RunLog begin(CommandLine command) {
    return RunLog.of(command, format, runId, RunLog.isTerminal());
  }
}
