package io.millrace.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column name that Spark and Redshift both take; folded to lower case, as Redshift does.
 *
 * <p>Nothing else is ever quoted into SQL as a name.
 */
public record Identifier(String text) implements Comparable<Identifier> {

  private static final int REDSHIFT_LIMIT = 127;
  private static final Pattern SHAPE = Pattern.compile("[a-z_][a-z0-9_$]*");

  public Identifier {
    text = text.toLowerCase(Locale.ROOT);
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no name: Redshift takes letters, digits, _ and $, beginning with a letter or _");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > REDSHIFT_LIMIT) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than the " + REDSHIFT_LIMIT + " bytes that Redshift takes");
    }
  }

  public static Identifier of(String text) {
    return new Identifier(text);
  }

  /** Whether Millrace keeps this name for its own columns. */
  public boolean isTechnical() {
    return text.startsWith("_");
  }

  @Override
  public int compareTo(Identifier other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
