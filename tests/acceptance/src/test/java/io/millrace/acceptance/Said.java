package io.millrace.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that is printed and logged while something is done, Spark's own words included. */
final class Said {

  private Said() {}

  static String by(Runnable done) {
    var printed = new ByteArrayOutputStream();
    var logged = new StringWriter();
    var out = System.out;
    var err = System.err;
    var root = (Logger) LogManager.getRootLogger();
    var level = root.getLevel();
    var appender =
        WriterAppender.createAppender(
            PatternLayout.createDefaultLayout(), null, logged, "said", false, true);
    try (var stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      appender.start();
      root.addAppender(appender);
      root.setLevel(Level.INFO);
      System.setOut(stream);
      System.setErr(stream);
      done.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.setLevel(level);
      root.removeAppender(appender);
    }
    return printed.toString(StandardCharsets.UTF_8) + logged;
  }
}
