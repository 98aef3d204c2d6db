package io.millrace.transform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * Spark's functions by what they look at, read from a list: its own registry takes a second to load
 * and does not say which of them change from call to call.
 */
final class SparkFunctions {

  /** What a function looks at. */
  enum Sort {
    /** One row; the same values give the same result. */
    ROW,
    /** Several rows at once. */
    ROWS,
    /** Rows around this one. */
    WINDOW,
    /** One row, giving several. */
    SEVERAL,
    /** The clock, chance, or where it runs. */
    CHANGING,
    /** One row, failing the run with what it is given in the error. */
    FAILING
  }

  private static final Map<String, Sort> ALL = read();

  private SparkFunctions() {}

  static Optional<Sort> sort(String name) {
    return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
  }

  static Collection<String> names() {
    return ALL.keySet();
  }

  private static Map<String, Sort> read() {
    var functions = new HashMap<String, Sort>();
    try (var list = SparkFunctions.class.getResourceAsStream("functions.txt");
        var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      var sort = Sort.ROW;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(" ")) {
          var names = new StringTokenizer(line);
          while (names.hasMoreTokens()) {
            functions.put(names.nextToken(), sort);
          }
        } else if (!line.startsWith("#")) {
          sort = Sort.valueOf(line.replace(":", "").toUpperCase(Locale.ROOT));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return functions;
  }
}
