package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.run.SparkSessions;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeLogTest {

  private static final StructType COLUMNS =
      StructType.fromDDL("id int, _batch bigint, _file string, _row bigint, _status string");

  @TempDir Path place;

  @Test
  void rowsStandOtherwiseAllOrNoneAndAColumnKeepsItsTypeUntilAllOfThemDo() {
    var spark = SparkSessions.forLittle(SparkSessions.open("change log"));
    var log = new ChangeLog(spark, new Location(place.resolve("notes").toString()), Fence.ALONE);
    var key = List.of(Identifier.of("id"));
    var rows =
        List.of(
            RowFactory.create(1, 1L, "a", 0L, "accepted"),
            RowFactory.create(2, 1L, "a", 1L, "quarantined"));
    log.write(spark.createDataFrame(rows, COLUMNS), 1, COLUMNS, key).commit();
    long before = log.version();
    var rejected = log.located().filter(col("_status").equalTo("quarantined"));
    var accepted = rejected.withColumn("_status", lit("accepted"));

    log.restate(accepted, before);

    assertThat(log.read().select("id", "_status").orderBy("id").collectAsList())
        .extracting(Object::toString)
        .containsExactly("[1,accepted]", "[2,accepted]");
    assertThat(log.restated()).isEqualTo(1);
    assertThat(log.lastBatch()).isEqualTo(1);
    assertThatThrownBy(() -> log.restate(accepted, before))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("was written to by somebody else");
    var wider = log.located().withColumn("id", col("id").cast("bigint"));
    assertThatThrownBy(() -> log.restate(wider.filter("id = 1"), log.version()))
        .hasMessageContaining("id from int to bigint")
        .hasMessageContaining("Nothing has changed");
    var twice = log.located().union(log.located());
    assertThatThrownBy(() -> log.restate(twice, log.version()))
        .hasMessageContaining("does not balance: of 2 rows, 4 would be left");
    assertThatThrownBy(() -> log.write(wider.drop("_stored_in"), 2, COLUMNS, key))
        .hasMessageContaining("is stored as int and would now be bigint")
        .hasMessageContaining("millrace reprocess --table notes");

    log.restate(wider, log.version());

    assertThat(log.columns().apply("id").dataType().sql()).isEqualTo("BIGINT");
    assertThat(log.read().count()).isEqualTo(2);
  }
}
