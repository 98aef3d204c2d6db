package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Mark;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.ServedTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both loaders bring every value of every type, exactly; what Redshift cannot hold is named. */
class LoadersTest {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          "id int, text string, price decimal(38,18), whole decimal(12,2), day date, at timestamp,"
              + " ratio double, share float, yes boolean, small smallint, big bigint,"
              + " nested struct<a:int,b:string>");
  private static final String DATA =
      "CASE id WHEN 0 THEN X'00FF0A5C22' WHEN 1 THEN unhex(repeat('7F', 70000)) WHEN 4 THEN NULL"
          + " ELSE encode(text, 'UTF-8') END";
  private static final String QUERY =
      "SELECT id, text, price, whole, day, at, ratio, share, yes, small, big,"
          + " json_serialize(nested), octet_length(data),"
          + " CASE WHEN octet_length(data) < 100 THEN to_hex(data) END FROM %s.t ORDER BY id";
  private static final String LONGEST = "é".repeat(32_767) + "e";

  @TempDir Path place;

  @Test
  void everyValueComesThroughEitherLoader() {
    var rows = rows();

    for (var loader : Warehouse.Loader.values()) {
      publish(loader, rows);
    }

    var copied = ask(Warehouse.Loader.COPY);
    assertThat(ask(Warehouse.Loader.SPARK_REDSHIFT)).isEqualTo(copied);
    assertThat(copied.stream().map(row -> row.get(1)).toList()).containsExactlyElementsOf(texts());
    assertThat(copied.get(0))
        .contains(
            "0.000000000000000001",
            "-9999999999.99",
            "0001-01-01",
            "0001-01-01 00:00:00.000001",
            "4.9E-324",
            "-9223372036854775808",
            "00ff0a5c22");
    assertThat(copied.get(1))
        .contains("1899-12-31", "9999-12-31 23:59:59.999999", "NaN", "f", "70000");
    assertThat(copied.get(2)).contains("Infinity", "-Infinity", "{\"a\": 1, \"b\": \"x\\\"\"}");
    assertThat(copied.get(3)).contains("0.000000000000000000", "0.1", "0.3");
    assertThat(copied.get(4).subList(1, 14)).containsOnlyNulls();
  }

  @Test
  void oneByteMoreThanAVarcharHoldsIsNamedWithItsKey() {
    var longer = RowFactory.create(7, LONGEST + "!");
    var zero = RowFactory.create(8, "a\u0000b");
    var rows =
        Trial.spark()
            .createDataFrame(List.of(longer, zero), StructType.fromDDL("id int, text string"))
            .withColumn(ChangeSet.CHANGE, functions.lit(ChangeSet.OPEN));

    for (var loader : Warehouse.Loader.values()) {
      assertThatThrownBy(() -> publish(loader, rows, "narrow"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("t.text has values that Redshift cannot hold")
          .hasMessageContaining("id 7 (65536 bytes)")
          .hasMessageContaining("id 8 (a zero byte)")
          .hasMessageContaining("left(text, 16000)");
    }
  }

  private static List<String> texts() {
    var texts = new ArrayList<String>();
    texts.addAll(List.of(LONGEST, "", " both ends ", "a\nb\r\nc\rd"));
    texts.add(null);
    texts.addAll(
        List.of(
            "@NULL@",
            "\"",
            "\"@NULL@\"",
            "\\",
            "\\N",
            "a\\\"b,c",
            "😀 ñ",
            "null",
            "\t",
            ",",
            "\n",
            "''",
            "\\\\server\\share",
            "#comment",
            "%s; DROP TABLE t",
            "  "));
    return texts;
  }

  private static Dataset<Row> rows() {
    var rows = new ArrayList<Row>();
    for (var text : texts()) {
      int id = rows.size();
      var values =
          switch (id) {
            case 0 ->
                RowFactory.create(
                    id,
                    text,
                    new BigDecimal("0.000000000000000001"),
                    new BigDecimal("-9999999999.99"),
                    day("0001-01-01"),
                    at("0001-01-01T00:00:00.000001Z"),
                    Double.MIN_VALUE,
                    Float.MIN_NORMAL,
                    true,
                    Short.MIN_VALUE,
                    Long.MIN_VALUE,
                    null);
            case 1 ->
                RowFactory.create(
                    id,
                    text,
                    new BigDecimal("-99999999999999999999.999999999999999999"),
                    new BigDecimal("0.10"),
                    day("1899-12-31"),
                    at("9999-12-31T23:59:59.999999Z"),
                    Double.NaN,
                    Float.NaN,
                    false,
                    (short) 0,
                    0L,
                    null);
            case 2 ->
                RowFactory.create(
                    id,
                    text,
                    new BigDecimal("1"),
                    new BigDecimal("1"),
                    day("1582-10-04"),
                    at("1582-10-04T12:00:00Z"),
                    Double.POSITIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    true,
                    (short) 1,
                    1L,
                    RowFactory.create(1, "x\""));
            case 4 ->
                RowFactory.create(
                    id, text, null, null, null, null, null, null, null, null, null, null);
            default ->
                RowFactory.create(
                    id,
                    text,
                    new BigDecimal("0E-18"),
                    new BigDecimal("0.1"),
                    day("2026-02-28"),
                    at("1969-12-31T23:59:59.999999Z"),
                    0.1,
                    0.3f,
                    true,
                    Short.MAX_VALUE,
                    Long.MAX_VALUE,
                    RowFactory.create(id, text));
          };
      rows.add(values);
    }
    return Trial.spark()
        .createDataFrame(rows, COLUMNS)
        .withColumn("data", functions.expr(DATA))
        .withColumn(ChangeSet.CHANGE, functions.lit(ChangeSet.OPEN));
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  private void publish(Warehouse.Loader loader, Dataset<Row> rows) {
    publish(loader, rows, schema(loader));
  }

  private void publish(Warehouse.Loader loader, Dataset<Row> rows, String schema) {
    var columns = rows.drop(ChangeSet.CHANGE).schema();
    var table =
        new ServedTable(
            TableName.of("t"), columns, List.of("id"), Optional.empty(), List.of(), false);
    try (var redshift = redshift(Server.named().warehouse(schema, loader))) {
      var from = redshift.prepare(List.of(table), "loaders", "lake").get(table.name());
      var to = new Mark("loaders", "lake", "1", from.sequence() + 1, "t" + from.sequence());
      redshift.publish(List.of(new Redshift.Changes(table, rows, from, to)));
      var difference = redshift.difference(table, rows.drop(ChangeSet.CHANGE));
      assertThat(difference.changes().collectAsList()).as("what differs afterwards").isEmpty();
    }
  }

  private List<List<String>> ask(Warehouse.Loader loader) {
    try (var redshift = redshift(Server.named().warehouse("asking", loader))) {
      var answer = redshift.query(QUERY.formatted(schema(loader)));
      return answer.subList(1, answer.size());
    }
  }

  private Redshift redshift(Warehouse warehouse) {
    var tempdir = warehouse.tempdir().orElse(new Location(place.resolve("temp").toString()));
    return Redshift.of(Server.named().signIn(), warehouse, tempdir, Fence.ALONE);
  }

  private static String schema(Warehouse.Loader loader) {
    return loader.name().toLowerCase(java.util.Locale.ROOT);
  }
}
