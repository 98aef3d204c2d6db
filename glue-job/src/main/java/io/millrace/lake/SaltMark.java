package io.millrace.lake;

import io.millrace.pipeline.Failure;
import java.util.List;
import java.util.Optional;

/** Which secret the lake's masks are salted with, and in which version: its name, not its value. */
public record SaltMark(ControlFiles files) {

  private static final String NAME = "version";

  /** A secret and one of its versions. */
  public record Used(String secret, String version) {}

  /** What the lake was begun with; nothing where no salt was used so far. */
  public Optional<Used> read() {
    return files.read(NAME).map(String::lines).map(lines -> used(lines.toList()));
  }

  private Used used(List<String> lines) {
    if (lines.size() != 2) {
      throw new Failure(
          Failure.Kind.DATA,
          files.location(NAME)
              + " is damaged: it should name the secret that masks are salted with, then its"
              + " version, a line each\n    restore it, e.g. from an older version of the object");
    }
    return new Used(lines.get(0), lines.get(1));
  }

  public void write(Used used) {
    files.write(NAME, used.secret() + "\n" + used.version() + "\n");
  }
}
