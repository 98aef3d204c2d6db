package io.millrace.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A number of bytes; written {@code 128MB} (1 MB = 1024 KB). */
public record DataSize(long bytes) {

  private static final List<String> UNITS = List.of("b", "kb", "mb", "gb", "tb");
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\s*(b|kb|mb|gb|tb)");

  /** Reads {@code 128MB}. */
  public static DataSize parse(String written) {
    var size = SHAPE.matcher(written.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException("'" + written + "' is no size");
    }
    int steps = UNITS.indexOf(size.group(2));
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * steps)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + written + "' is more than any file holds", e);
    }
  }
}
