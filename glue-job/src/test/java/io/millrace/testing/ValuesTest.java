package io.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a value that a test writes is the one that Spark holds. */
class ValuesTest {

  @Test
  void numbersAreTheSameWhateverTheirScale() {
    var type = DataType.fromDDL("decimal(12,2)");

    assertThat(read("20", "decimal(12,2)")).contains(Values.of(new BigDecimal("20.00"), type));
    assertThat(read("0", "decimal(12,2)")).contains(Values.of(new BigDecimal("0.00"), type));
    assertThat(read("20.0", "bigint")).contains(Values.of(20L, DataType.fromDDL("bigint")));
    assertThat(read("-0.0", "double")).contains(Values.of(0.0, DataType.fromDDL("double")));
    assertThat(read("0.1", "float")).contains(Values.of(0.1f, DataType.fromDDL("float")));
  }

  @Test
  void textIsComparedAsItIsWritten() {
    assertThat(read("20", "string")).contains("20");
    assertThat(read(" 20 ", "string")).contains(" 20 ");
  }

  @Test
  void aDayIsItsMidnightWhereATimeIsAskedFor() {
    var midnight = Timestamp.from(Instant.parse("2026-01-05T00:00:00Z"));
    var type = DataType.fromDDL("timestamp");

    assertThat(read("2026-01-05", "timestamp")).contains(Values.of(midnight, type));
    assertThat(read("2026-01-05 00:00:00", "timestamp")).contains(Values.of(midnight, type));
    assertThat(read("2026-01-05T01:00:00+01:00", "timestamp")).contains(Values.of(midnight, type));
    assertThat(read("1900-01-01", "date"))
        .contains(Values.of(Date.valueOf("1900-01-01"), DataType.fromDDL("date")));
  }

  @Test
  void nestedValuesAreComparedAsJson() {
    var type = "struct<a:int,b:string>";

    assertThat(read("{\"b\": \"x\", \"a\": 1}", type))
        .contains(Values.of("{\"a\":1,\"b\":\"x\"}", DataType.fromDDL(type)));
  }

  @ParameterizedTest
  @CsvSource({
    "12a, int",
    "1.5, bigint",
    "2147483648, int",
    "300, tinyint",
    "1.234, 'decimal(12,2)'",
    "12345678901, 'decimal(12,2)'",
    "2001-02-30, date",
    "yes, boolean",
    "soon, timestamp"
  })
  void whatATypeCannotHoldIsNoValueOfIt(String text, String type) {
    assertThat(read(text, type)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05, 2026-01-05 00:00:00.000000",
    "2026-01-05 10:11:12.5, 2026-01-05 10:11:12.500000",
    "never, never"
  })
  void timesStandInTheTimestampColumnAsDmsWritesThem(String given, String written) {
    assertThat(Values.asDmsWrites(given)).isEqualTo(written);
  }

  private static Optional<Object> read(String text, String type) {
    return Values.read(text, DataType.fromDDL(type));
  }
}
