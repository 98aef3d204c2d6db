package io.millrace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes every line that it is given as a line of a run's log. */
final class LogWriter extends Writer {

  private final PrintWriter onward;
  private final LogFormat format;
  private final UnaryOperator<String> level;
  private final String run;
  private final Clock clock;
  private final StringBuilder begun = new StringBuilder();

  LogWriter(
      PrintWriter onward, LogFormat format, UnaryOperator<String> level, String run, Clock clock) {
    this.onward = onward;
    this.format = format;
    this.level = level;
    this.run = run;
    this.clock = clock;
  }

  /** A line of which programs can read more than its words. */
  void line(String message, Map<String, ?> fields) {
    synchronized (lock) {
      onward.println(format.line(clock.instant(), level.apply(message), run, message, fields));
      onward.flush();
    }
  }

  @Override
  public void write(char[] characters, int from, int length) throws IOException {
    synchronized (lock) {
      begun.append(characters, from, length);
      int end;
      while ((end = begun.indexOf("\n")) >= 0) {
        var said = begun.substring(0, end).stripTrailing();
        begun.delete(0, end + 1);
        if (!said.isEmpty()) {
          line(said, Map.of());
        }
      }
    }
  }

  @Override
  public void flush() {
    onward.flush();
  }

  @Override
  public void close() {
    onward.flush();
  }
}
