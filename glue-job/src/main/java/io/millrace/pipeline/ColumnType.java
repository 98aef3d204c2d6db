package io.millrace.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column in Spark's words, e.g. {@code decimal(12,2)} or {@code struct<a:int>}.
 *
 * <p>{@link #UNKNOWN} is the type of an expression that has not been analysed.
 */
public record ColumnType(Kind kind, String text) {

  /** What sort of values a type holds. */
  public enum Kind {
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    DECIMAL,
    STRING,
    BINARY,
    DATE,
    TIMESTAMP,
    NESTED,
    UNKNOWN;

    public boolean isNumeric() {
      return compareTo(TINYINT) >= 0 && compareTo(DECIMAL) <= 0;
    }
  }

  public static final ColumnType UNKNOWN = new ColumnType(Kind.UNKNOWN, "unknown");
  public static final ColumnType STRING = new ColumnType(Kind.STRING, "string");

  private static final int DECIMAL_LIMIT = 38;
  private static final Pattern DECIMAL =
      Pattern.compile("(?:decimal|numeric)\\s*\\(\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,3})\\s*)?\\)");
  private static final Pattern NESTED = Pattern.compile("(?:struct|array|map)\\s*<.+>");
  private static final Map<String, Kind> WORDS =
      Map.ofEntries(
          Map.entry("boolean", Kind.BOOLEAN),
          Map.entry("tinyint", Kind.TINYINT),
          Map.entry("smallint", Kind.SMALLINT),
          Map.entry("int", Kind.INT),
          Map.entry("integer", Kind.INT),
          Map.entry("bigint", Kind.BIGINT),
          Map.entry("long", Kind.BIGINT),
          Map.entry("float", Kind.FLOAT),
          Map.entry("double", Kind.DOUBLE),
          Map.entry("string", Kind.STRING),
          Map.entry("binary", Kind.BINARY),
          Map.entry("date", Kind.DATE),
          Map.entry("timestamp", Kind.TIMESTAMP));

  /** Reads a type as written in YAML; says what is wrong where it is none. */
  public static ColumnType parse(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    Kind word = WORDS.get(text);
    if (word != null) {
      return new ColumnType(word, word.name().toLowerCase(Locale.ROOT));
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
      if (precision < 1 || precision > DECIMAL_LIMIT || scale > precision) {
        throw new IllegalArgumentException(
            "'" + written + "' cannot be: a decimal has 1 to 38 digits, its scale at most as many");
      }
      return new ColumnType(Kind.DECIMAL, "decimal(" + precision + "," + scale + ")");
    }
    if (text.equals("decimal") || text.equals("numeric")) {
      throw new IllegalArgumentException("'" + written + "' leaves its size open");
    }
    if (NESTED.matcher(text).matches()) {
      // Field names keep their case: JSON and Parquet fields are told apart by it.
      return new ColumnType(Kind.NESTED, written.strip());
    }
    throw new IllegalArgumentException("'" + written + "' is no type");
  }

  /** The names of all plain types, for the reference and for "did you mean". */
  public static Set<String> words() {
    return new TreeSet<>(WORDS.keySet());
  }

  public boolean isKnown() {
    return kind != Kind.UNKNOWN;
  }

  @Override
  public String toString() {
    return text;
  }
}
