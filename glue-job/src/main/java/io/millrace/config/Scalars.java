package io.millrace.config;

import io.millrace.pipeline.LeaseLength;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/** How single values of the JDK's own types are written. */
final class Scalars {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*([smhd])");

  private static final int DIGITS = 38;

  private Scalars() {}

  static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  static BigDecimal number(String text) {
    var number = new BigDecimal(text);
    if (number.precision() > DIGITS || Math.abs(number.scale()) > DIGITS) {
      throw new IllegalArgumentException("a number has at most " + DIGITS + " digits");
    }
    return number;
  }

  static LeaseLength lease(String text) {
    return new LeaseLength(duration(text));
  }

  static Duration duration(String text) {
    var duration = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!duration.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration (a number with s, m, h or d)");
    }
    long amount = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no date", e);
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no time zone", e);
    }
  }
}
