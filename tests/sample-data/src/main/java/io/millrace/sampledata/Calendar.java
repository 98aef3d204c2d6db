package io.millrace.sampledata;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When things happen in the sample: times are microseconds since 1970, in UTC. */
final class Calendar {
  static final int LOAD = 1;
  static final int LAST_BATCH = 7;

  static final int COLOUR_ADDED = 4;
  static final int QUANTITY_WIDENED = 4;
  static final int PROMO_CODE_ADDED = 5;

  static final long SECOND = 1_000_000L;
  static final long HOUR = 3600 * SECOND;
  static final long DAY = 24 * HOUR;

  private static final int[] DAY_OF_BATCH = {0, 5, 6, 7, 8, 10, 12, 15};

  private static final DateTimeFormatter DMS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter FILE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT);
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
  private static final DateTimeFormatter SEQUENCE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSS", Locale.ROOT);

  private Calendar() {}

  /** Midnight of the day that a batch is of. */
  static long day(int batch) {
    return at(DAY_OF_BATCH[batch], 0, 0);
  }

  /** The batch whose day a time lies in, or follows. */
  static int batchAt(long time) {
    var batch = LAST_BATCH;
    while (batch > LOAD && day(batch) > time) {
      batch--;
    }
    return batch;
  }

  /** When the full load's task started: every row of it carries this. */
  static long loadStart() {
    return day(LOAD) + 6 * HOUR;
  }

  /** A moment of January 2026. */
  static long at(int day, int hour, int minute) {
    return LocalDate.of(2026, 1, day).atTime(hour, minute).toEpochSecond(ZoneOffset.UTC) * SECOND;
  }

  static long daysOf(LocalDate date) {
    return date.toEpochDay();
  }

  /** As DMS writes it into its timestamp column. */
  static String dms(long time) {
    return utc(time).format(DMS);
  }

  /** The name of a CDC file. */
  static String fileName(long time) {
    return utc(time).format(FILE) + ".parquet";
  }

  /** The folder of a commit date. */
  static String folder(long time) {
    return utc(time).format(FOLDER);
  }

  /** AR_H_CHANGE_SEQ: 16 digits of time, 19 of a counter. */
  static String sequence(long time, long counter) {
    var digits = Long.toString(counter);
    return utc(time).format(SEQUENCE) + "0".repeat(19 - digits.length()) + digits;
  }

  private static LocalDateTime utc(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
  }
}
