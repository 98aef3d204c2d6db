package io.millrace;

import io.millrace.cli.MillraceCommand;

/** What {@code spark-submit} and {@code scripts/millrace} start. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    int exitCode = MillraceCommand.run(args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
