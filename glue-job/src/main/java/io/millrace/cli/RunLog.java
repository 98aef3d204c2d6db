package io.millrace.cli;

import io.millrace.run.Observer;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Where a run's lines go: on a terminal as they are, with a live line for each table at work;
 * anywhere else with time and run id on each of them, those of errors included.
 */
final class RunLog {

  private final PrintWriter plain;
  private final RunLines.Lines out;
  private final RunLines.Lines err;
  private final List<Observer> alive;

  private RunLog(PrintWriter plain, RunLines.Lines out, RunLines.Lines err, List<Observer> alive) {
    this.plain = plain;
    this.out = out;
    this.err = err;
    this.alive = alive;
  }

  /** From now on all that the command says is part of the run's log. */
  static RunLog of(CommandLine command, LogFormat format, String run, boolean onTerminal) {
    var plain = command.getOut();
    SparkLogs.name(run);
    if (onTerminal && format == LogFormat.TEXT) {
      var live = new LiveLines(plain);
      return new RunLog(plain, live, live, List.of(live));
    }
    var clock = Clock.systemUTC();
    var out = new LogWriter(plain, format, line -> "info", run, clock);
    var err = new LogWriter(command.getErr(), format, RunLog::level, run, clock);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new RunLog(plain, lines(out), lines(err), List.of());
  }

  /** A failure and what is said of it further; all else on standard error warns. */
  private static String level(String line) {
    return line.startsWith("millrace: ") || line.startsWith(" ") ? "error" : "warning";
  }

  /** Whether a person watches. */
  @SuppressWarnings("SystemConsoleNull") // Java 17 it is, as on Glue.
  static boolean isTerminal() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** What the runner tells, together with what else listens. */
  Observer observer(List<Observer> others) {
    return Observer.all(
        Stream.of(alive, List.of((Observer) new RunLines(out, err)), others)
            .flatMap(List::stream)
            .toList());
  }

  /** Where lines go that programs read: without time, without run. */
  PrintWriter plain() {
    return plain;
  }

  /** Where a line goes of which programs can read more than its words. */
  RunLines.Lines out() {
    return out;
  }

  private static RunLines.Lines lines(LogWriter writer) {
    return new RunLines.Lines() {
      @Override
      public void accept(String line, Map<String, ?> fields) {
        if (!line.isEmpty()) {
          writer.line(line, fields);
        }
      }
    };
  }
}
