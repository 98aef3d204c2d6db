package io.millrace.pipeline;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of a range of dates: a date, or an offset from the day of the change's own DMS timestamp
 * ({@code today}, {@code -100y}, {@code +30d}).
 */
public record DateBound(Optional<LocalDate> date, Period fromToday) {

  private static final Pattern OFFSET = Pattern.compile("([+-]\\d{1,5})([dwmy])");

  /** Reads {@code 1900-01-01}, {@code today} or {@code -100y}. */
  public static DateBound parse(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    if (text.equals("today")) {
      return new DateBound(Optional.empty(), Period.ZERO);
    }
    var offset = OFFSET.matcher(text);
    if (offset.matches()) {
      return new DateBound(Optional.empty(), Period.parse("P" + offset.group(1) + offset.group(2)));
    }
    try {
      return new DateBound(Optional.of(LocalDate.parse(text)), Period.ZERO);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + written + "' is no date", e);
    }
  }

  @Override
  public String toString() {
    return date.map(LocalDate::toString)
        .orElse(fromToday.isZero() ? "today" : "today" + fromToday.toString());
  }
}
