package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Technical;
import io.millrace.run.SparkSessions;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and written past Delta's own jobs is what Delta itself reads. */
class SmallTablesTest {

  private static final StructType COLUMNS =
      StructType.fromDDL("id bigint, name string, " + Technical.STATUS + " string");

  @TempDir private Path place;

  private final SparkSession spark = SparkSessions.forLittle(SparkSessions.open("small tables"));

  @Test
  void aPartitionedTableIsReadAsDeltaReadsIt() {
    var log = new ChangeLog(spark, new Location(place.resolve("log").toString()), Fence.ALONE);
    var key = List.of(Identifier.of("id"));
    log.write(rows("accepted", "parked", "accepted"), 1, COLUMNS, key).commit();
    var first = log.read();
    log.write(rows("dropped", "accepted"), 2, COLUMNS, key).commit();

    for (var filter : List.of("true", "_status = 'accepted'", "_status <> 'parked' AND id > 0")) {
      assertThat(sorted(log.read().filter(filter)))
          .as(filter)
          .isEqualTo(sorted(byDelta("log").filter(filter)));
    }
    assertThat(isPastDelta(log.read())).isTrue();
    assertThat(log.read().columns()).isEqualTo(byDelta("log").columns());
    assertThat(first.count()).as("the commit at which it was asked for").isEqualTo(3);
    assertThat(log.hasParked()).isTrue();
    assertThat(log.read().select("_metadata.file_name").distinct().count()).isEqualTo(4);
  }

  @Test
  void aTableThatAnotherEngineWroteToIsReadByDelta() throws Exception {
    var folder =
        new DeltaFolder(spark, new Location(place.resolve("other").toString()), Fence.ALONE);
    folder.append(List.of(RowFactory.create(1L)), StructType.fromDDL("id bigint"));
    assertThat(isPastDelta(folder.read())).isTrue();

    folder.append(List.of(RowFactory.create(2L)), StructType.fromDDL("id bigint"));
    java.nio.file.Files.delete(place.resolve("other/_delta_log/00000000000000000001.crc"));
    org.apache.spark.sql.delta.DeltaLog.clearCache();

    assertThat(isPastDelta(folder.read())).isFalse();
    assertThat(folder.read().count()).isEqualTo(2);
  }

  @Test
  void fewRowsAreReadAsSparkReadsThem() {
    var folder = new DeltaFolder(spark, new Location(place.resolve("few").toString()), Fence.ALONE);
    var stored = StructType.fromDDL("id bigint, at timestamp, words array<string>");
    var wanted = StructType.fromDDL("words array<string>, at timestamp, later string, id bigint");
    var at = Timestamp.from(Instant.parse("1816-01-05T10:11:12.123456Z"));
    folder.append(List.of(RowFactory.create(1L, at, new String[] {"a", "ß𝄞"})), stored);
    folder.append(List.of(RowFactory.create(2L, null, null)), stored);

    var few = FewRows.read(folder, wanted).orElseThrow();

    assertThat(few).containsExactlyInAnyOrderElementsOf(few(wanted));
    assertThat(few)
        .filteredOn(row -> row.getLong(3) == 1)
        .extracting(row -> row.get(1))
        .contains(at);
    for (long id = 3; id <= 9; id++) {
      folder.append(List.of(RowFactory.create(id, at, new String[0])), stored);
    }
    assertThat(FewRows.read(folder, wanted)).as("of many files").isEmpty();
    assertThat(folder.rows(wanted)).containsExactlyInAnyOrderElementsOf(few(wanted));
  }

  private List<Row> few(StructType columns) {
    return byDelta("few")
        .withColumn("later", lit(null).cast("string"))
        .selectExpr(columns.fieldNames())
        .collectAsList();
  }

  @Test
  void fewRowsAreOneCommitThatDeltaReads() {
    var folder =
        new DeltaFolder(spark, new Location(place.resolve("book").toString()), Fence.ALONE);
    var schema = StructType.fromDDL("id bigint, at timestamp, words array<string>");
    var at = Timestamp.from(Instant.parse("2026-01-05T10:11:12.123456Z"));
    folder.append(
        List.of(
            RowFactory.create(1L, at, new String[] {"a", "ß𝄞"}),
            RowFactory.create(2L, null, null)),
        schema);
    folder.append(
        List.of(RowFactory.create(3L, "new")), StructType.fromDDL("id bigint, more string"));

    assertThat(folder.snapshot().version()).isEqualTo(1);
    assertThat(sorted(folder.read())).isEqualTo(sorted(byDelta("book")));
    assertThat(byDelta("book").columns()).containsExactly("id", "at", "words", "more");
    var first = byDelta("book").filter(col("id").equalTo(1)).head();
    assertThat(first.<Timestamp>getAs("at")).isEqualTo(at);
    assertThat(first.getList(2)).isEqualTo(List.of("a", "ß𝄞"));
    assertThat(byDelta("book").filter("more = 'new' AND at IS NULL").count()).isEqualTo(1);
  }

  private Dataset<Row> byDelta(String folder) {
    return spark.read().format("delta").load(place.resolve(folder).toString());
  }

  private static boolean isPastDelta(Dataset<Row> rows) {
    return rows.queryExecution().analyzed().collectLeaves().head() instanceof LogicalRelation read
        && read.relation() instanceof HadoopFsRelation files
        && files.location() instanceof FewFiles;
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private Dataset<Row> rows(String... statuses) {
    var rows = new ArrayList<Row>();
    for (var status : statuses) {
      rows.add(RowFactory.create((long) rows.size(), "name " + rows.size(), status));
    }
    return spark.createDataFrame(rows, COLUMNS).coalesce(1);
  }
}
