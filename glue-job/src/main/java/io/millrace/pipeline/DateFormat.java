package io.millrace.pipeline;

import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a date, or a date and time, is written: a pattern that Spark can read by and that leaves no
 * gap, e.g. {@code dd.MM.yyyy}. Spark itself refuses a pattern at the first row only, and fills
 * gaps in silence: by {@code yyyy-mm-dd}, whose {@code mm} are minutes, every date lies in January.
 */
public record DateFormat(String pattern) {

  private static final Pattern LETTERS = Pattern.compile("([A-Za-z])\\1*");
  private static final String OF_WEEKS = "YwWuec";
  private static final String FOR_READING = "yMLdDHhkKamsSVzOXxZ";
  private static final int LONGEST_YEAR = 6;
  private static final int LONGEST_MONTH = 4;

  /** What is used where nothing else is said. */
  public static final DateFormat ISO = new DateFormat("yyyy-MM-dd");

  public DateFormat {
    var fields = fields(pattern);
    fields.forEach((letter, field) -> readable(pattern, letter, field));
    whole(pattern, fields);
    try {
      new DateTimeFormatterBuilder().appendPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw wrong(pattern, e.getMessage());
    }
  }

  /** The longest run of each letter outside quotes. */
  private static Map<Character, String> fields(String pattern) {
    var fields = new TreeMap<Character, String>();
    var parts = pattern.split("'", -1);
    for (int i = 0; i < parts.length; i += 2) {
      LETTERS
          .matcher(parts[i])
          .results()
          .forEach(
              run ->
                  fields.merge(
                      run.group().charAt(0),
                      run.group(),
                      (one, other) -> one.length() < other.length() ? other : one));
    }
    return fields;
  }

  private static void readable(String pattern, char letter, String field) {
    if (OF_WEEKS.indexOf(letter) >= 0) {
      throw wrong(pattern, field + " counts by weeks; a year is yyyy, a day dd");
    }
    if (FOR_READING.indexOf(letter) < 0) {
      throw wrong(pattern, "nothing can be read by " + field);
    }
    if (letter == 'y' && field.length() > LONGEST_YEAR) {
      throw wrong(pattern, field + " is longer than any year; write yyyy");
    }
    if ((letter == 'M' || letter == 'L') && field.length() > LONGEST_MONTH) {
      throw wrong(pattern, field + " is a single letter, which several months share; write MMM");
    }
  }

  private static void whole(String pattern, Map<Character, String> fields) {
    boolean hasMonth = fields.containsKey('M') || fields.containsKey('L');
    boolean hasHour = fields.containsKey('H') || fields.containsKey('k');
    boolean hasHalfHour = fields.containsKey('h') || fields.containsKey('K');
    if (fields.containsKey('m') && !hasHour && !hasHalfHour) {
      throw wrong(pattern, fields.get('m') + " are minutes, and of no hour; a month is MM");
    }
    if (fields.containsKey('D') && (hasMonth || fields.containsKey('d'))) {
      throw wrong(pattern, fields.get('D') + " is the day of a year; the day of a month is dd");
    }
    if (!fields.containsKey('y')) {
      throw wrong(pattern, "it names no year");
    }
    if (fields.containsKey('d') && !hasMonth) {
      throw wrong(pattern, "it names a day, and no month, which is MM");
    }
    if (hasHalfHour && !fields.containsKey('a')) {
      throw wrong(pattern, "it does not say which half of the day; hours up to 23 are HH");
    }
    if (fields.containsKey('s') && !fields.containsKey('m')) {
      throw wrong(pattern, fields.get('s') + " are seconds, and of no minute, which is mm");
    }
  }

  private static IllegalArgumentException wrong(String pattern, String why) {
    return new IllegalArgumentException("'" + pattern + "' is no date's pattern: " + why);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
