package io.millrace.acceptance;

import io.millrace.cli.MillraceCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** A pipeline with a lake of its own in which one thing is broken, and a command that meets it. */
record Provocation(Path config, Path raw, Path lake) {

  /** How a command ended, and all that it wrote to standard error and to the log. */
  record Ended(int exitCode, String out, String err) {}

  /** A copy of a pipeline that has run once; the files of raw keep the times they landed with. */
  static Provocation in(Path place, Path config, Path raw, Path lake) {
    var copy = new Provocation(place.resolve("config"), raw, place.resolve("lake"));
    copy(config, copy.config);
    copy(lake, copy.lake);
    return copy;
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else {
          Files.copy(file, there);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ended command(String... line) {
    var out = System.out;
    var err = System.err;
    var written = new ByteArrayOutputStream();
    var wrong = new ByteArrayOutputStream();
    var logged = new StringWriter();
    var root = (Logger) LogManager.getRootLogger();
    var appender =
        WriterAppender.createAppender(
            PatternLayout.createDefaultLayout(), null, logged, "provoked", false, true);
    appender.start();
    root.addAppender(appender);
    try (var printed = new PrintStream(written, true, StandardCharsets.UTF_8);
        var failed = new PrintStream(wrong, true, StandardCharsets.UTF_8)) {
      System.setOut(printed);
      System.setErr(failed);
      int exitCode = MillraceCommand.run(filled(line));
      return new Ended(
          exitCode,
          written.toString(StandardCharsets.UTF_8),
          wrong.toString(StandardCharsets.UTF_8) + logged);
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeAppender(appender);
    }
  }

  private String[] filled(String... line) {
    var words = new ArrayList<String>();
    for (var word : line) {
      words.add(
          word.replace("{config}", config.toString())
              .replace("{raw}", raw.toString())
              .replace("{lake}", lake.toString()));
    }
    return words.toArray(String[]::new);
  }

  /** Leaves of a file what is written until something is killed, or a disk is full. */
  Provocation truncate(String file, int length) {
    return write(
        file, new String(read(only(file)), StandardCharsets.ISO_8859_1).substring(0, length));
  }

  Provocation write(String file, String text) {
    try {
      Files.write(only(file), text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Provocation replace(String file, String before, String after) {
    var text = new String(read(only(file)), StandardCharsets.UTF_8);
    return write(file, text.replace(before, after));
  }

  Provocation remove(String file) {
    for (var path : matching(file)) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  /** A device that takes nothing more stands in the place of a file. */
  Provocation fill(String file) {
    try {
      Files.createSymbolicLink(lake.getParent().resolve(file), Path.of("/dev/full"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path only(String file) {
    var found = matching(file);
    return found.isEmpty() ? lake.getParent().resolve(file) : found.get(0);
  }

  /** Files by their path or, with {@code *}, by a pattern. */
  private List<Path> matching(String file) {
    var wanted =
        lake.getFileSystem().getPathMatcher("glob:" + lake.getParent().resolve(file).toString());
    try (var files = Files.walk(lake.getParent())) {
      return files.filter(wanted::matches).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
