package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.catalyst.util.TimestampFormatter$;
import org.junit.jupiter.api.Test;

/** Which patterns are taken, held against Spark's own reading of them. */
class DateFormatTest {

  private static final int PATTERNS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "yyyy",
          "yy",
          "y",
          "yyyyyyy",
          "uuuu",
          "YYYY",
          "MM",
          "M",
          "MMM",
          "MMMM",
          "MMMMM",
          "L",
          "LLL",
          "dd",
          "d",
          "ddd",
          "D",
          "DDD",
          "HH",
          "H",
          "kk",
          "hh",
          "K",
          "a",
          "mm",
          "m",
          "ss",
          "S",
          "SSSSSS",
          "SSSSSSSSSS",
          "Z",
          "XXX",
          "xx",
          "z",
          "VV",
          "O",
          "E",
          "EEEE",
          "e",
          "w",
          "q",
          "QQ",
          "G",
          "n",
          "N",
          "A",
          "B",
          "p",
          "v",
          "g",
          "j",
          "'T'",
          "'",
          "''",
          "-",
          ".",
          "/",
          " ",
          ":",
          "[",
          "]",
          "#",
          "{");

  @Test
  void whatIsTakenSparkReadsBy() {
    var random = new Random(20261125);
    var taken = new ArrayList<String>();
    for (int i = 0; i < PATTERNS; i++) {
      var pattern =
          Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
              .limit(1 + random.nextInt(6))
              .collect(Collectors.joining());
      if (isTaken(pattern)) {
        taken.add(pattern);
        assertThat(sparksRefusal(pattern)).as(pattern).isEmpty();
      }
    }
    assertThat(taken.size()).isBetween(PATTERNS / 100, PATTERNS / 2);
  }

  @Test
  void theUsualPatternsAreTakenAndReadTheDayThatIsWritten() throws ParseException {
    var written =
        List.of(
            "yyyy-MM-dd|2026-11-25",
            "dd.MM.yyyy|25.11.2026",
            "d/M/yy|25/11/26",
            "yyyyMMdd|20261125",
            "MMM d, yyyy|Nov 25, 2026",
            "d MMMM yyyy|25 November 2026",
            "yyyy-DDD|2026-329",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX|2026-11-25T23:00:00.000Z",
            "MM/dd/yyyy hh:mm a|11/25/2026 11:00 PM",
            "yyyy-MM-dd[ HH:mm:ss]|2026-11-25");
    for (var line : written) {
      var parts = line.split("\\|", 2);
      assertThat(isTaken(parts[0])).as(parts[0]).isTrue();
      assertThat(formatter(parts[0]).parse(parts[1]) / 86_400_000_000L).as(line).isEqualTo(20_782);
    }
  }

  private static boolean isTaken(String pattern) {
    try {
      new DateFormat(pattern);
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("'" + pattern + "' is no date's pattern: ");
      return false;
    }
  }

  private static List<String> sparksRefusal(String pattern) {
    try {
      formatter(pattern).validatePatternString(false);
      return List.of();
    } catch (Exception e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static TimestampFormatter formatter(String pattern) {
    return TimestampFormatter$.MODULE$.apply(pattern, ZoneOffset.UTC, true);
  }
}
