package io.millrace.history.reference;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How values compare (rule 9: null-safe, of every type) and how keys are written. */
public final class Values {

  /** Keys by their length-prefixed text: some order, the same everywhere. */
  public static final Comparator<List<Object>> BY_KEY = Comparator.comparing(Values::text);

  private Values() {}

  /** Null equals null, NaN equals NaN, 0.0 equals -0.0, and 1.0 equals 1.00. */
  public static boolean same(Object a, Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue() || (x.isNaN() && y.isNaN());
    }
    if (a instanceof Float x && b instanceof Float y) {
      return x.floatValue() == y.floatValue() || (x.isNaN() && y.isNaN());
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size() && allSame(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(name -> same(x.get(name), y.get(name)));
    }
    return a.equals(b);
  }

  private static boolean allSame(List<?> a, List<?> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether two rows are the same in these columns; a column that is not there is null. */
  public static boolean sameIn(
      Collection<String> columns, Map<String, Object> a, Map<String, Object> b) {
    return columns.stream().allMatch(column -> same(a.get(column), b.get(column)));
  }

  /** The key in the one form in which equal keys are equal: whole numbers long, decimals plain. */
  public static List<Object> key(List<Object> parts) {
    return parts.stream().map(Values::keyPart).toList();
  }

  private static Object keyPart(Object part) {
    Objects.requireNonNull(part, "a key has no nulls");
    if (part instanceof Integer || part instanceof Short || part instanceof Byte) {
      return ((Number) part).longValue();
    }
    return part instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : part;
  }

  static Long micros(Object time) {
    if (time instanceof Instant instant) {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
    return (Long) time;
  }

  private static String text(List<Object> key) {
    StringBuilder text = new StringBuilder();
    for (Object part : key) {
      text.append(part.toString().length()).append(':').append(part);
    }
    return text.toString();
  }
}
