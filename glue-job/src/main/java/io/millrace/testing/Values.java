package io.millrace.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Values as a test writes them and as Spark holds them, in one form that equals where they are the
 * same: 20 and 20.00, 2026-01-05 and its midnight.
 */
final class Values {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TO_THE_MICROSECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final int NANOS_PER_MICRO = 1000;

  private Values() {}

  /** A text as a value of a type; nothing when it is none. */
  static Optional<Object> read(String text, DataType type) {
    try {
      return Optional.of(parsed(text.strip(), text, type));
    } catch (NumberFormatException | DateTimeException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Object parsed(String plain, String text, DataType type)
      throws JsonProcessingException {
    if (type instanceof BooleanType) {
      return switch (plain.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new NumberFormatException(plain);
      };
    }
    if (type instanceof FloatType) {
      return whole((double) Float.parseFloat(plain));
    }
    if (type instanceof DoubleType) {
      return whole(Double.parseDouble(plain));
    }
    if (type instanceof NumericType) {
      return fitting(new BigDecimal(plain), type);
    }
    if (type instanceof DateType) {
      return LocalDate.parse(plain);
    }
    if (type instanceof TimestampType) {
      return instant(plain);
    }
    return isNested(type) ? JSON.readTree(plain) : text;
  }

  /** A number, if the type can hold it as it is. */
  private static BigDecimal fitting(BigDecimal number, DataType type) {
    var stripped = number.stripTrailingZeros();
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    int digits =
        type instanceof DecimalType decimal
            ? decimal.precision() - decimal.scale()
            : BigDecimal.valueOf(Long.MAX_VALUE).precision();
    boolean fits = stripped.scale() <= scale && stripped.precision() - stripped.scale() <= digits;
    boolean isInteger = !(type instanceof DecimalType);
    if (!fits || (isInteger && !isWithin(stripped, type))) {
      throw new NumberFormatException(number + " is no " + type.sql());
    }
    return stripped;
  }

  private static boolean isWithin(BigDecimal number, DataType type) {
    int bits = type.defaultSize() * Byte.SIZE;
    return number.toBigIntegerExact().bitLength() < bits;
  }

  private static Instant instant(String text) {
    if (text.length() <= "2026-01-05".length()) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    var iso = text.replaceFirst(" +", "T");
    return iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  /** A value as Spark gives it; nested ones come as JSON. */
  static Object of(Object value, DataType type) {
    if (value instanceof Double || value instanceof Float) {
      return whole(((Number) value).doubleValue());
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue()).stripTrailingZeros();
    }
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value != null && isNested(type) ? read((String) value, type).orElse(value) : value;
  }

  /** A value as one would write it in YAML. */
  static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Instant instant) {
      var time = instant.atOffset(ZoneOffset.UTC);
      if (time.toLocalTime().toNanoOfDay() == 0) {
        return time.toLocalDate().toString();
      }
      return time.format(time.getNano() == 0 ? TO_THE_SECOND : TO_THE_MICROSECOND);
    }
    if (value instanceof String text) {
      boolean isOdd = text.isEmpty() || !text.equals(text.strip()) || text.equals("null");
      return isOdd ? '"' + text + '"' : text;
    }
    return String.valueOf(value);
  }

  /** The time that a text says, if it is one. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(instant(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A time as DMS writes it into its timestamp column; any other text stays as it is. */
  static String asDmsWrites(String text) {
    return time(text)
        .map(time -> time.atOffset(ZoneOffset.UTC).format(TO_THE_MICROSECOND))
        .orElse(text);
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
        instant.getNano() / NANOS_PER_MICRO);
  }

  static boolean isNested(DataType type) {
    return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
  }

  /** Without the zero that has a sign. */
  private static Object whole(double number) {
    return number == 0 ? 0.0 : number;
  }
}
