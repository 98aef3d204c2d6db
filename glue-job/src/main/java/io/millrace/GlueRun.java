package io.millrace;

import io.millrace.cli.ExitCode;
import io.millrace.cli.GlueArguments;
import io.millrace.cli.LogFormat;
import io.millrace.cli.MillraceCommand;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A run on AWS Glue: the same command as anywhere, with Glue's arguments, and an exception where
 * elsewhere an exit code says how it ended; its message is all that Glue shows.
 */
public final class GlueRun {

  private static final int LONGEST = 4_000;

  private GlueRun() {}

  /** Runs the pipeline; throws unless everything was done. */
  public static void run(String... arguments) {
    var heard = new Overheard(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    var exitCode =
        ExitCode.of(
            MillraceCommand.run(new PrintWriter(heard, true), GlueArguments.run(arguments)));
    if (exitCode != ExitCode.DONE) {
      throw new Ended(exitCode, heard.text());
    }
  }

  /** How a run ended that was not simply done. */
  public static final class Ended extends RuntimeException {

    private final ExitCode exitCode;

    Ended(ExitCode exitCode, String said) {
      super("MILLRACE-" + exitCode.name().replace('_', '-') + ": " + reason(said));
      this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
      return exitCode;
    }

    /**
     * What was said from the first failure on; notes before it are in the log. One line: patterns
     * that read it need not match over several.
     */
    private static String reason(String said) {
      var lines = said.lines().map(LogFormat::message).map(String::strip).toList();
      int first = 0;
      while (first < lines.size() && !begins(lines.get(first))) {
        first++;
      }
      var reason = String.join(" ", lines.subList(first == lines.size() ? 0 : first, lines.size()));
      var text = reason.replaceFirst("^millrace: ", "").strip();
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    private static boolean begins(String line) {
      return line.startsWith("millrace: ") || line.startsWith("set aside: ");
    }
  }

  /** Passes on what is written, and keeps it. */
  private static final class Overheard extends FilterWriter {

    private final StringBuilder kept = new StringBuilder();

    Overheard(Writer onward) {
      super(onward);
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
      kept.append(characters, from, length);
      super.write(characters, from, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      kept.append(text, from, from + length);
      super.write(text, from, length);
    }

    @Override
    public void write(int character) throws IOException {
      kept.append((char) character);
      super.write(character);
    }

    String text() {
      return kept.toString();
    }
  }
}
