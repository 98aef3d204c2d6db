package io.millrace.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import io.millrace.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A source's folder with Parquet files of text columns, and what the job reads in it. */
record WrittenFolder(Path place) {

  /** Rule 1, read by a person. */
  private static final Comparator<Row> IN_ORDER =
      Comparator.<Row, Instant>comparing(row -> row.<Timestamp>getAs(Technical.AT).toInstant())
          .thenComparing(row -> !row.<Boolean>getAs(Technical.LOAD))
          .thenComparing(row -> position(row).toString())
          .thenComparing(row -> name(row.getAs(Technical.FILE)))
          .thenComparing(row -> row.<String>getAs(Technical.FILE))
          .thenComparing(row -> row.<Long>getAs(Technical.ROW));

  /** Columns and the values of each row are parted by bars; nothing between bars is null. */
  void write(String file, String columns, String... rows) throws IOException {
    var path = folder().resolve(file);
    Files.createDirectories(path.getParent());
    var names = columns.split("\\|", -1);
    var message = new StringBuilder("message schema {");
    for (var name : names) {
      message.append(" optional binary ").append(name).append(" (UTF8);");
    }
    var type = MessageTypeParser.parseMessageType(message + " }");
    try (var writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(path.toUri()))
            .withType(type)
            .build()) {
      for (var row : rows) {
        var group = new SimpleGroup(type);
        var values = row.split("\\|", -1);
        for (int i = 0; i < names.length; i++) {
          if (!values[i].isEmpty()) {
            group.append(names[i], values[i]);
          }
        }
        writer.write(group);
      }
    }
  }

  void touch(String file, String time) throws IOException {
    Files.setLastModifiedTime(folder().resolve(file), FileTime.from(Instant.parse(time)));
  }

  /** The files that are listed. */
  List<String> list(String source) throws IOException {
    return folder(spark(), staging(source)).list().stream().map(SourceFile::file).toList();
  }

  /** A line for each row of the folder, in the source's order. */
  List<String> read(String source) throws IOException {
    var changes = changes(source, batch(source));
    assertThat(changes.setAside()).isEmpty();
    return told(changes);
  }

  /** All files that there are now. */
  Batch batch(String source) throws IOException {
    var staging = staging(source);
    return new Batch(staging.staging(), 1, Instant.EPOCH, folder(spark(), staging).list());
  }

  ChangeReader.Changes changes(String source, Batch batch) throws IOException {
    return new ChangeReader(spark(), staging(source), "salt")
        .read(batch, Optional.empty(), new StructType());
  }

  static List<String> told(ChangeReader.Changes changes) {
    return changes.rows().orElseThrow().collectAsList().stream()
        .sorted(IN_ORDER)
        .map(WrittenFolder::told)
        .toList();
  }

  Path folder() {
    return place.resolve("raw/public/t");
  }

  private static SparkSession spark() {
    return SparkSessions.forLittle(SparkSessions.open("places"));
  }

  private SourceFolder folder(SparkSession spark, Staging staging) {
    var raw = new Location(place.resolve("raw").toString());
    return SourceFolder.of(raw, staging, spark.sessionState().newHadoopConf());
  }

  Staging staging(String source) throws IOException {
    var tables = Files.createDirectories(place.resolve("table-configs/staging"));
    Files.writeString(
        tables.resolve("../pipeline.yml"),
        "pipeline: places\nenvironments: {local: {raw: raw, lake: lake}}\n");
    Files.writeString(
        tables.resolve("t.yml"), "staging: t\n" + source + "key: [id]\ncolumns: {id: bigint}\n");
    var read = Configuration.read(place, "local", Map.of(), name -> null);
    assertThat(read.problems()).isEmpty();
    return read.pipeline().orElseThrow().staging(TableName.of("t")).orElseThrow();
  }

  private static String told(Row row) {
    var load = row.<Boolean>getAs(Technical.LOAD) ? " load " : " ";
    return row.getAs(Technical.OP)
        + " "
        + row.<Timestamp>getAs(Technical.AT).toInstant()
        + load
        + position(row).stream().map(part -> part.replaceFirst("^0+", "")).toList()
        + " "
        + row.getAs(Technical.FILE)
        + " "
        + row.getAs(Technical.ROW);
  }

  private static List<String> position(Row row) {
    List<String> position = row.getList(row.fieldIndex(Technical.POSITION));
    return position.stream().allMatch(String::isEmpty) ? List.of() : position;
  }

  private static String name(String file) {
    return Arrays.stream(file.split("/", -1)).reduce((folder, name) -> name).orElseThrow();
  }
}
