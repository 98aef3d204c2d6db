package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A text that is kept in a file; {@code -Dgolden.write=true} writes it anew, to be read in a diff.
 */
public final class Golden {

  public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  public static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

  private Golden() {}

  public static void matches(Path file, String actual, String regenerate) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as("%s is out of date; regenerate it: %s", REPOSITORY.relativize(file), regenerate)
        .isEqualTo(kept(file));
  }

  private static String kept(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
