package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.ColumnType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What types can hold, and which of them may be compared. */
final class Types {

  private static final Set<Kind> WHOLE =
      EnumSet.of(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT);
  private static final Set<Kind> BROKEN = EnumSet.of(Kind.FLOAT, Kind.DOUBLE);

  private Types() {}

  /** Whether equal values of both are one value, so that they can be joined. */
  static boolean match(ColumnType one, ColumnType other) {
    return !one.isKnown()
        || !other.isKnown()
        || one.kind() == other.kind()
        || (WHOLE.contains(one.kind()) && WHOLE.contains(other.kind()))
        || (BROKEN.contains(one.kind()) && BROKEN.contains(other.kind()));
  }

  static boolean isTime(ColumnType type) {
    return !type.isKnown() || type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  static boolean isText(ColumnType type) {
    return !type.isKnown() || type.kind() == Kind.STRING;
  }

  static boolean isNumber(ColumnType type) {
    return !type.isKnown() || type.kind().isNumeric();
  }

  /** Why a type cannot hold a value as written. */
  static Optional<String> refusal(String written, ColumnType type) {
    boolean fits =
        switch (type.kind()) {
          case TINYINT -> isWhole(written, 1L << 7);
          case SMALLINT -> isWhole(written, 1L << 15);
          case INT -> isWhole(written, 1L << 31);
          case BIGINT -> isWhole(written, Long.MAX_VALUE);
          case FLOAT, DOUBLE, DECIMAL -> number(written).isPresent();
          case BOOLEAN -> Set.of("true", "false").contains(written.toLowerCase(Locale.ROOT));
          case DATE -> isDate(written);
          case TIMESTAMP -> written.length() >= 10 && isDate(written.substring(0, 10));
          case STRING, BINARY, NESTED, UNKNOWN -> true;
        };
    return fits ? Optional.empty() : Optional.of("'" + written + "' is no " + type);
  }

  private static boolean isWhole(String written, long limit) {
    return number(written)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(limit)) < 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(limit).negate()) >= 0)
        .isPresent();
  }

  private static Optional<BigDecimal> number(String written) {
    try {
      return Optional.of(new BigDecimal(written.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isDate(String written) {
    try {
      LocalDate.parse(written);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
