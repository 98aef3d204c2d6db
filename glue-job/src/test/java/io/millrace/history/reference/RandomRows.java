package io.millrace.history.reference;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random values for the columns of the random sources: few of each, so that they often come again.
 */
final class RandomRows {

  /** When the random histories play: 2026-01-01, in microseconds, and their smallest usual step. */
  static final long BASE = 1_767_225_600_000_000L;

  static final long STEP = 3_600_000_000L;
  static final int STEPS = 60;

  private static final List<String> WORDS =
      List.of(
          "", " ", "a", "A", "ab", "a|b", "b", "1:a", "null", "NULL", "\\N", "'", "\"", "ä", "🦆",
          "\u0001", "\t", "a,b", "%s", "${x}");

  private RandomRows() {}

  /** The columns but the key of each source, with their Spark types. */
  static final Map<String, Map<String, String>> COLUMNS =
      Map.of(
          "countries",
          columns("country_name string", "continent string", "updated_at timestamp"),
          "customers",
          columns(
              "name string",
              "tier bigint",
              "score double",
              "credit decimal(12,2)",
              "address struct<street:string,no:bigint>",
              "code string",
              "bio string",
              "updated_at timestamp",
              "added bigint"),
          "orders",
          columns("region string", "number bigint", "ordered_at timestamp", "status string"),
          "order_items",
          columns("quantity bigint", "price decimal(12,2)"),
          "visits",
          columns(
              "region string",
              "number bigint",
              "host_region string",
              "host_number bigint",
              "code string",
              "visited_at timestamp"));

  private static Map<String, String> columns(String... nameAndType) {
    Map<String, String> columns = new LinkedHashMap<>();
    Arrays.stream(nameAndType)
        .map(column -> column.split(" ", 2))
        .forEach(column -> columns.put(column[0], column[1]));
    return columns;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** A time in the span of the histories, now and then between two steps. */
  static long time(Random random) {
    long odd = random.nextInt(10) == 0 ? random.nextInt(3) - 1 : 0;
    return BASE + random.nextInt(STEPS) * STEP + odd;
  }

  /**
   * A value of a column of this name and type; {@code code} and keys of others are not made here.
   */
  static Object value(String type, Random random) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    if (type.startsWith("struct")) {
      Map<String, Object> struct = new LinkedHashMap<>();
      struct.put("street", random.nextInt(4) == 0 ? null : word(random));
      struct.put("no", random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(2));
      return struct;
    }
    return switch (type) {
      case "string" -> word(random);
      case "bigint" -> (long) random.nextInt(3);
      case "double" -> List.of(Double.NaN, 0.0, -0.0, 1.5).get(random.nextInt(4));
      case "decimal(12,2)" ->
          List.of(dec("1.00"), dec("1.10"), dec("-2.05")).get(random.nextInt(3));
      case "timestamp" -> instant(time(random));
      default -> throw new IllegalArgumentException("no random value of type " + type);
    };
  }

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }
}
