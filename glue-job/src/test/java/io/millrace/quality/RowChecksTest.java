package io.millrace.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.run.SparkSessions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Random rows and every kind of check, against a plain reading of the same checks. */
class RowChecksTest {

  private static final int ROWS = 100_000;
  private static final Pattern ADDRESS = Pattern.compile("^[^@\\s]+@[^@\\s]+$");
  private static final DateTimeFormatter STRICT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "_op string, _at timestamp, _unread array<struct<column:string,value:string,type:string>>,"
              + " id bigint, name string, email string, tier int, born string, seen date,"
              + " credit decimal(12,2), status string");

  @Test
  void everyRowFailsExactlyWhatAPlainReadingSays() {
    var pipeline = pipeline();
    var staging = pipeline.staging(TableName.of("people")).orElseThrow();
    var checks = pipeline.rules().get("people.yml").checks();
    var random = new Random(20261121);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(anyRow(random));
    }
    var spark = SparkSessions.open("checks");
    var judge = new RowChecks(staging, checks, (column, text) -> text);
    var judged =
        judge
            .checked(judge.typed(spark.createDataFrame(rows, SCHEMA)))
            .selectExpr(
                "concat_ws(';', transform(_violations, v -> concat(v.rule, '/', coalesce(v.column,"
                    + " ''), '/', coalesce(v.value, 'null'))))",
                "credit")
            .collectAsList();
    int failing = 0;
    for (int i = 0; i < ROWS; i++) {
      var expected = expected(rows.get(i));
      assertThat(judged.get(i).getString(0))
          .as(rows.get(i).toString())
          .isEqualTo(String.join(";", expected));
      assertThat(judged.get(i).getDecimal(1)).isEqualTo(corrected(rows.get(i)));
      failing += expected.isEmpty() ? 0 : 1;
    }
    // Neither all nor none: otherwise the comparison would say little.
    assertThat(failing).isBetween(ROWS / 10, ROWS - ROWS / 20);
  }

  private static Pipeline pipeline() {
    var configuration =
        Configuration.read(
            Path.of("src/test/resources/quality/people"), "local", Map.of(), name -> null);
    assertThat(configuration.problems()).isEmpty();
    return configuration.pipeline().orElseThrow();
  }

  private static Row anyRow(Random random) {
    return of(
        one(random, "I", "I", "I", "U", "U", "D", "X"),
        Timestamp.valueOf(LocalDateTime.of(2026, 1, 1, 23, 30).plusDays(random.nextInt(40))),
        new Row[0],
        one(random, 1L, 2L, -5L, null),
        one(
            random,
            "Ann",
            "",
            "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
            "Bartholomew",
            null),
        one(random, "a@b.c", "a b@c", "none", "", null),
        one(random, 1, 3, 4, 0, null),
        one(random, "2001-02-28", "2001-02-30", "1899-12-31", "2026-01-20", "soon", null),
        Optional.ofNullable(one(random, "2025-12-31", "2026-01-15", "2030-01-01", null))
            .map(java.sql.Date::valueOf)
            .orElse(null),
        Optional.ofNullable(one(random, "0.00", "-0.01", "9999999999.99", null))
            .map(BigDecimal::new)
            .orElse(null),
        one(random, "active", "closed", "Active", null));
  }

  private static Row of(Object... values) {
    return new GenericRowWithSchema(values, SCHEMA);
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  /** The checks of people.yml, read by a person. */
  private static List<String> expected(Row row) {
    var failed = new ArrayList<String>();
    String op = row.getAs("_op");
    Long id = row.getAs("id");
    String name = row.getAs("name");
    String email = row.getAs("email");
    Integer tier = row.getAs("tier");
    String born = row.getAs("born");
    java.sql.Date seen = row.getAs("seen");
    BigDecimal credit = row.getAs("credit");
    String status = row.getAs("status");
    LocalDate today = row.<Timestamp>getAs("_at").toLocalDateTime().toLocalDate();
    boolean whole = !op.equals("D");
    fails(failed, op.equals("X"), "dms/op/" + op);
    fails(failed, id == null, "key/id/null");
    fails(failed, whole && name == null && !op.equals("U"), "not_null: name, email/name/null");
    fails(failed, whole && email == null, "not_null: name, email/email/null");
    fails(
        failed,
        whole && born != null && !between(born, LocalDate.of(1900, 1, 1), today),
        "valid_date: born/born/" + born);
    fails(
        failed,
        whole
            && seen != null
            && (seen.toLocalDate().isBefore(today.minusDays(30))
                || seen.toLocalDate().isAfter(today.plusYears(1))),
        "valid_date: seen/seen/" + seen);
    fails(failed, whole && tier != null && (tier < 1 || tier > 3), "range: tier/tier/" + tier);
    fails(failed, id != null && id < 0, "range: id/id/" + id);
    fails(failed, whole && isBelowZero(credit), "range: credit/credit/" + credit);
    fails(
        failed,
        whole && status != null && !List.of("active", "closed").contains(status),
        "accepted_values: status/status/" + status);
    fails(
        failed,
        whole && email != null && !ADDRESS.matcher(email).find(),
        "matches: email/email/" + email);
    int letters = name == null ? 1 : name.codePointCount(0, name.length());
    fails(failed, whole && (letters < 1 || letters > 4), "length: name/name/" + name);
    fails(
        failed,
        whole && name != null && tier != null && name.equals("Ann") && tier == 1,
        "no-ann-of-tier-one//name=Ann, tier=1");
    return failed;
  }

  private static boolean between(String born, LocalDate from, LocalDate to) {
    try {
      var date = LocalDate.parse(born, STRICT);
      return !date.isBefore(from) && !date.isAfter(to);
    } catch (java.time.format.DateTimeParseException e) {
      return false;
    }
  }

  private static BigDecimal corrected(Row row) {
    BigDecimal credit = row.getAs("credit");
    boolean corrects = isBelowZero(credit) && !Objects.equals(row.getAs("_op"), "D");
    return corrects ? new BigDecimal("0.00") : credit;
  }

  private static boolean isBelowZero(BigDecimal credit) {
    return credit != null && credit.signum() < 0;
  }

  private static void fails(List<String> failed, boolean condition, String said) {
    if (condition) {
      failed.add(said);
    }
  }
}
