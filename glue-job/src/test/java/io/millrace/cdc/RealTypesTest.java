package io.millrace.cdc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.quality.RowChecks;
import io.millrace.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of every Parquet type that DMS writes, as every type that a source may declare. */
class RealTypesTest {

  private static final String LONG_TEXT = "😀x".repeat(200_000);

  @TempDir static Path place;
  private static List<Case> cases;
  private static Staging staging;

  /** A line of values.txt; its column is named after its number. */
  private record Case(String name, String parquet, String written, String declared, String out) {

    static Case of(int number, String line) {
      var parts = List.of(line.split("\\s+\\|\\s+", 4));
      return new Case(
          "c" + number, parts.get(0), plain(parts.get(1)), parts.get(2), parts.get(3).strip());
    }

    private static String plain(String text) {
      return text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
    }

    String parquetColumn() {
      var type = parquet.split(" ", 2);
      return "optional %s %s %s;".formatted(type[0], name, type.length > 1 ? type[1] : "");
    }

    String stagingColumn() {
      var type = declared.split(" as ", 2);
      var format = type.length > 1 ? ", format: '" + type[1] + "'" : "";
      return "  %s: {type: '%s'%s}\n".formatted(name, type[0], format);
    }

    String expected() {
      return out.startsWith("! ") ? "unread " + plain(out.substring(2)) : plain(out);
    }

    /** What a row says of this column; the violation's words where it is unread. */
    String found(Row row, Map<String, String> unread) {
      String value = row.getAs(name);
      if (unread.containsKey(name)) {
        return "unread " + unread.get(name) + (value == null ? "" : ", and yet " + value);
      }
      return value;
    }
  }

  @BeforeAll
  static void twoFilesWithAColumnForEachCase() throws IOException {
    cases = new ArrayList<>();
    for (var line : Files.readAllLines(Path.of("src/test/resources/cases/types/values.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        cases.add(Case.of(cases.size(), line));
      }
    }
    configuration();
    var folder = Files.createDirectories(place.resolve("raw/t"));
    write(folder.resolve("LOAD00000001.parquet"));
    LegacyParquet.copy(
        folder.resolve("LOAD00000001.parquet"), folder.resolve("LOAD00000002.parquet"));
    // Hadoop leaves it where nothing else is set: it speaks of the first file alone.
    Files.deleteIfExists(folder.resolve(".LOAD00000001.parquet.crc"));
  }

  private static void configuration() throws IOException {
    var files = Files.createDirectories(place.resolve("table-configs/staging"));
    Files.writeString(
        files.resolve("../pipeline.yml"),
        "pipeline: types\nenvironments: {local: {raw: raw, lake: lake}}\n");
    Files.writeString(
        files.resolve("t.yml"),
        "staging: t\nsource: {path: t, timestamp: dms_ts}\nkey: [id]\ncolumns:\n"
            + "  id: bigint\n  big: string\n  none: int\n"
            + cases.stream().map(Case::stagingColumn).collect(joining()));
    var read = Configuration.read(place, "local", Map.of(), name -> null);
    assertThat(read.problems()).isEmpty();
    staging = read.pipeline().orElseThrow().staging(TableName.of("t")).orElseThrow();
  }

  private static void write(Path file) throws IOException {
    var message =
        MessageTypeParser.parseMessageType(
            "message schema { required binary dms_ts (UTF8); optional int32 id;"
                + " optional binary big (UTF8); optional int64 none (UINT_64); "
                + cases.stream().map(Case::parquetColumn).collect(joining())
                + "}");
    var group = new SimpleGroup(message);
    group.append("dms_ts", "2022-07-26 06:46:18.616807").append("id", 7).append("big", LONG_TEXT);
    for (var one : cases) {
      var type = message.getType(one.name()).asPrimitiveType();
      new WrittenColumn(type, one.written()).into(group);
    }
    var empty = new SimpleGroup(message);
    empty.append("dms_ts", "not a time").append("id", 8);
    try (var writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(message)
            .build()) {
      writer.write(group);
      writer.write(empty);
    }
  }

  @Test
  void everyValueComesOutExactlyOrIsNamedWhereverTheJvmStands() {
    var spark = SparkSessions.open("types");
    read(spark);
    var before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Zurich"));
      spark.conf().set("spark.sql.ansi.enabled", "true");
      read(spark);
    } finally {
      TimeZone.setDefault(before);
      spark.conf().set("spark.sql.ansi.enabled", "false");
    }
  }

  private static void read(SparkSession spark) {
    var raw = new Location(place.resolve("raw").toString());
    var folder = SourceFolder.of(raw, staging, spark.sessionState().newHadoopConf());
    var batch = new Batch(staging.staging(), 1, Instant.EPOCH, folder.list());
    var changes =
        new ChangeReader(spark, staging, "salt").read(batch, Optional.empty(), new StructType());
    assertThat(changes.setAside()).isEmpty();
    assertThat(changes.expected()).isEqualTo(4);
    var typed =
        new RowChecks(staging, List.of(), (column, text) -> text)
            .typed(changes.rows().orElseThrow());
    var texts = new ArrayList<String>();
    texts.addAll(List.of("id", "_file", "cast(_at AS string) AS at", "big", "none", "_violations"));
    cases.forEach(one -> texts.add(text(one)));
    var rows =
        typed.selectExpr(texts.toArray(String[]::new)).orderBy("id", "_file").collectAsList();
    assertThat(rows).hasSize(4);
    for (var row : rows.subList(0, 2)) {
      assertThat(row.<String>getAs("at")).isEqualTo("2022-07-26 06:46:18.616807");
      assertThat(row.<String>getAs("big")).isEqualTo(LONG_TEXT);
      assertThat(wrong(row)).as(row.<String>getAs("_file")).isEmpty();
    }
    for (var row : rows.subList(2, 4)) {
      assertThat(unread(row)).isEqualTo(Map.of("dms_ts", "not a time"));
      assertThat(cases)
          .allSatisfy(one -> assertThat(row.isNullAt(row.fieldIndex(one.name()))).isTrue());
      assertThat(row.isNullAt(row.fieldIndex("at"))).isTrue();
    }
  }

  private static List<String> wrong(Row row) {
    var unread = unread(row);
    return cases.stream()
        .filter(one -> !one.expected().equals(one.found(row, unread)))
        .map(one -> one + " came out as " + one.found(row, unread))
        .toList();
  }

  private static String text(Case one) {
    var text =
        one.declared().equals("binary")
            ? "concat('0x', hex(%s))".formatted(one.name())
            : "cast(%s AS string)".formatted(one.name());
    return text + " AS " + one.name();
  }

  private static Map<String, String> unread(Row row) {
    var unread = new java.util.HashMap<String, String>();
    for (Row violation : row.<Row>getList(row.fieldIndex("_violations"))) {
      assertThat(violation.<String>getAs("rule")).isEqualTo("type");
      unread.put(violation.getAs("column"), violation.getAs("value"));
    }
    return unread;
  }
}
