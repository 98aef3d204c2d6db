package io.millrace.warehouse;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;

/**
 * A column's type in Redshift, as its catalogue names it.
 *
 * @param name e.g. {@code character varying}
 * @param length the bytes of a text; 0 of any other type
 */
record RedshiftType(String name, int length, int precision, int scale) {

  static final String TEXT = "character varying";

  private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");

  /** What fits in most text columns; wider ones cost memory in queries, so they grow as needed. */
  static final int FIRST_LENGTH = 256;

  static final int LONGEST_TEXT = 65_535;
  static final int LONGEST_BINARY = 1_024_000;

  /** The type for a column of such values; a text begins short. */
  static RedshiftType of(DataType type) {
    return switch (ColumnKind.of(type)) {
      case BOOLEAN -> plain("boolean");
      case WHOLE ->
          plain(
              type instanceof LongType
                  ? "bigint"
                  : type instanceof IntegerType ? "integer" : "smallint");
      case DECIMAL -> {
        var decimal = (DecimalType) type;
        yield new RedshiftType("numeric", 0, decimal.precision(), decimal.scale());
      }
      case FLOATING -> plain(type instanceof DoubleType ? "double precision" : "real");
      case TEXT -> text(FIRST_LENGTH);
      case BINARY -> plain("binary varying");
      case DATE -> plain("date");
      case TIMESTAMP -> plain("timestamp without time zone");
      case NESTED -> plain("super");
    };
  }

  /** A text of at least so many bytes. */
  static RedshiftType text(int bytes) {
    return new RedshiftType(TEXT, length(bytes), 0, 0);
  }

  private static RedshiftType plain(String name) {
    return new RedshiftType(name, 0, 0, 0);
  }

  /** Doubles, so that a growing text is not widened by every batch. */
  private static int length(int bytes) {
    int length = FIRST_LENGTH;
    while (length < bytes) {
      length *= 2;
    }
    return Math.min(length, LONGEST_TEXT);
  }

  /** Whether values of that type can be stored in this one without loss. */
  boolean holds(RedshiftType other) {
    if (WHOLE.contains(name) && WHOLE.contains(other.name)) {
      return WHOLE.indexOf(name) >= WHOLE.indexOf(other.name);
    }
    return name.equals(other.name)
        && length >= other.length
        && precision >= other.precision
        && scale == other.scale;
  }

  boolean isText() {
    return name.equals(TEXT);
  }

  /** As it is written in a definition. */
  String sql() {
    return switch (name) {
      case TEXT -> "VARCHAR(" + length + ")";
      case "numeric" -> "DECIMAL(" + precision + "," + scale + ")";
      case "binary varying" -> "VARBYTE(" + LONGEST_BINARY + ")";
      case "timestamp without time zone" -> "TIMESTAMP";
      default -> name.toUpperCase(Locale.ROOT);
    };
  }
}
