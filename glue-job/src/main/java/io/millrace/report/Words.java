package io.millrace.report;

import io.millrace.journal.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers, times and outcomes as a person reads them. */
final class Words {

  /** What to do about rows in quarantine, where nothing worse has happened. */
  static final String QUARANTINED =
      "`millrace quarantine` shows the rows; once rule or source is corrected, `millrace replay` reads them again.";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Words() {}

  static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** {@code 1 row}, {@code 1,204 rows}. */
  static String rows(long number) {
    return number(number) + (number == 1 ? " row" : " rows");
  }

  static String percent(double share) {
    boolean isRound = share == 0 || share == 1 || (share >= 0.1 && share < 0.95);
    return String.format(Locale.ENGLISH, isRound ? "%.0f %%" : "%.1f %%", share * 100);
  }

  static String time(Instant at) {
    return TIME.format(at) + " UTC";
  }

  static String shortTime(Instant at) {
    return SHORT.format(at);
  }

  /** {@code 4.2 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 days}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return String.format(Locale.ENGLISH, "%.1f s", seconds);
    }
    if (whole < HOUR) {
      return two(whole / MINUTE, "min", whole % MINUTE, "s");
    }
    if (whole < 2 * DAY) {
      return two(whole / HOUR, "h", whole % HOUR / MINUTE, "min");
    }
    return number(whole / DAY) + " days";
  }

  private static String two(long first, String unit, long second, String smaller) {
    return first + " " + unit + (second == 0 ? "" : " " + second + " " + smaller);
  }

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case DONE -> "Done";
      case FAILED -> "Failed";
      case CONFIGURATION -> "Failed: configuration";
      case REFUSED -> "Refused by a gate";
      case LOCKED -> "Locked out";
      case SET_ASIDE -> "Done, files set aside";
      case TRANSIENT -> "Failed: try again";
      case INTERRUPTED -> "Interrupted";
    };
  }

  /** What helps after such an outcome; nothing where nothing has to be done. */
  static String remedy(Outcome outcome) {
    return switch (outcome) {
      case DONE -> "";
      case FAILED ->
          "Running again does not help by itself: correct what the message names, then run again.";
      case CONFIGURATION ->
          "Correct what the message names and run again; `millrace validate` finds mistakes in the files.";
      case REFUSED ->
          "What was refused waits: correct the data or the rule, or `millrace accept` the batch; then run again.";
      case LOCKED -> "Another run holds the lake: wait for it.";
      case SET_ASIDE ->
          "All else is done. The files stay in raw: look at them, and have DMS write them again.";
      case TRANSIENT -> "Run it again: what has landed stays, the rest is tried anew.";
      case INTERRUPTED ->
          "It was killed, or its machine went away. Nothing is lost: the next run goes on from there.";
    };
  }

  /** How grave it is, for colours and signs: good, warn or bad. */
  static String mood(Outcome outcome) {
    return switch (outcome) {
      case DONE -> "good";
      case SET_ASIDE, LOCKED, TRANSIENT -> "warn";
      case FAILED, CONFIGURATION, REFUSED, INTERRUPTED -> "bad";
    };
  }

  /** Counts that are not 0, as a list: {@code 5 accepted, 2 quarantined}. */
  static String counts(Map<String, Long> counts) {
    var shown = new LinkedHashMap<>(counts);
    shown.values().removeIf(count -> count == 0);
    return shown.entrySet().stream()
        .map(count -> number(count.getValue()) + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
