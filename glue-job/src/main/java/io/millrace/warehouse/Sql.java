package io.millrace.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement from its file, its slots filled with names that were valid before they came here. */
final class Sql {

  private static final Pattern SLOT = Pattern.compile("\\$\\{([a-z_]+)}");
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");

  private Sql() {}

  static String of(String action, Map<String, String> slots) {
    return SLOT.matcher(COMMENT.matcher(text(action)).replaceAll(""))
        .replaceAll(
            slot -> {
              var value = slots.get(slot.group(1));
              if (value == null) {
                throw new IllegalArgumentException(action + ".sql asks for " + slot.group(1));
              }
              return Matcher.quoteReplacement(value);
            })
        .strip();
  }

  private static String text(String action) {
    try (var file = Sql.class.getResourceAsStream(action + ".sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
