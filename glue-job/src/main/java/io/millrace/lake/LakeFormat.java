package io.millrace.lake;

import io.millrace.journal.Release;
import io.millrace.pipeline.Failure;
import java.util.regex.Pattern;

/**
 * How a lake's control tables and technical columns are laid out, as a number that stands in the
 * lake: a Millrace that does not know it leaves the lake alone.
 */
record LakeFormat(ControlFiles files) {

  /** What this version writes, and the latest that it reads. */
  static final int KNOWN = 1;

  private static final String NAME = "format.json";
  private static final Pattern NUMBER = Pattern.compile("\"format\"\\s*:\\s*(\\d{1,9})");

  /** Marks a lake that has no mark yet. */
  void mark() {
    if (files.read(NAME).isEmpty()) {
      files.write(
          NAME, "{\"format\": %d, \"millrace\": \"%s\"}\n".formatted(KNOWN, Release.VERSION));
    }
  }

  void refuseLater() {
    var there = files.read(NAME);
    if (there.isEmpty()) {
      return;
    }
    var number = NUMBER.matcher(there.get());
    if (!number.find()) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s does not say which format the lake has\n    restore the file from a backup, or write {\"format\": %d} into it if no later Millrace than %s has ever run here"
              .formatted(files.location(NAME), KNOWN, Release.VERSION));
    }
    int format = Integer.parseInt(number.group(1));
    if (format > KNOWN) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "the lake has format %d (%s), and this Millrace, %s, knows formats up to %d. Nothing was read or written\n    run the release that wrote it, or a later one"
              .formatted(format, files.location(NAME), Release.VERSION, KNOWN));
    }
  }
}
